package words

// Forms are the plural forms of a message by their names, with their places as
// they are written: for a script, which learns how many there are when nobody here
// is asked any more.
func (c *Catalogue) Forms(key string) map[string]string {
	forms := map[string]string{}
	m, ok := c.message(key)
	if !ok {
		return forms
	}
	for i, name := range formNames {
		if form := m.forms[i]; form != nil {
			forms[name] = form.fill(nil)
		}
	}
	return forms
}
