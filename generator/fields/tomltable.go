package fields

// descend follows a dotted key, making tables on the way. Into [[lists]] it
// goes by their last element, as TOML says.
func (t *tableNode) descend(keys []Field) *tableNode {
	for _, key := range keys {
		node := t.child(key)
		if n := len(node.list); n > 0 {
			t = node.list[n-1]
			continue
		}
		t = node.open()
	}
	return t
}

// child gives the key's node, made if there is none.
func (t *tableNode) child(key Field) *keyNode {
	if t.byKey == nil {
		t.byKey = make(map[string]*keyNode, len(t.keys)+1)
		for _, k := range t.keys {
			t.byKey[k.field.Key] = k
		}
	}
	if node, ok := t.byKey[key.Key]; ok {
		return node
	}
	t.add(key)
	return t.keys[len(t.keys)-1]
}

// add appends a key and reports whether the table did not have it. Only tables
// in which something was looked up can have it: the library has refused all
// other repetitions.
func (t *tableNode) add(key Field) bool {
	node := &keyNode{field: key}
	if t.byKey != nil {
		if _, twice := t.byKey[key.Key]; twice {
			return false
		}
		t.byKey[key.Key] = node
	}
	t.keys = append(t.keys, node)
	return true
}

// open makes the node a table that lines below may add to.
func (n *keyNode) open() *tableNode {
	if n.table == nil {
		n.table = &tableNode{}
	}
	return n.table
}

// finish turns the nodes into fields once nothing can be added any more.
func (t *tableNode) finish() []Field {
	fs := make([]Field, 0, len(t.keys))
	for _, node := range t.keys {
		f := node.field
		switch {
		case node.list != nil:
			f.Value.Kind = List
			for i, element := range node.list {
				f.Value.List[i].Table = element.finish()
			}
		case node.table != nil:
			f.Value.Kind = Table
			f.Value.Table = node.table.finish()
		}
		fs = append(fs, f)
	}
	return fs
}
