package chart

// Advance widths of Atkinson Hyperlegible Next in thousandths of an em, measured
// from the variable font in the npm package
// @fontsource-variable/atkinson-hyperlegible-next 5.3.0 (SIL Open Font License
// 1.1), without kerning: U+0020 to U+007E, then U+00A0 to U+00FF.
var advanceRegular = [...]uint16{
	280, 286, 301, 651, 592, 919, 731, 160, 299, 299, 485, 606, 210, 362, 210, 387,
	648, 407, 548, 576, 614, 588, 598, 510, 615, 595, 210, 210, 553, 628, 553, 480,
	778, 626, 613, 645, 669, 569, 552, 694, 694, 392, 512, 631, 541, 824, 693, 714,
	592, 724, 614, 592, 558, 690, 593, 856, 623, 575, 607, 317, 387, 344, 552, 372,
	243, 525, 566, 485, 564, 538, 314, 558, 550, 252, 245, 492, 262, 845, 550, 548,
	566, 574, 349, 471, 326, 540, 461, 684, 481, 449, 460, 344, 237, 344, 555,
	280, 286, 485, 610, 580, 575, 237, 528, 368, 798, 371, 562, 602, 0, 798, 356,
	352, 579, 382, 383, 243, 576, 509, 240, 265, 256, 380, 562, 816, 820, 867, 450,
	626, 626, 626, 626, 626, 626, 891, 645, 569, 569, 569, 569, 392, 392, 392, 392,
	689, 693, 714, 714, 714, 714, 714, 532, 714, 690, 690, 690, 690, 575, 592, 582,
	525, 525, 525, 525, 525, 525, 866, 485, 538, 538, 538, 538, 252, 252, 252, 266,
	565, 550, 548, 548, 548, 548, 548, 606, 548, 540, 540, 540, 540, 449, 566, 449,
}

// The same at weight 600, in which labels of milestones and of today are set.
var advanceSemibold = [...]uint16{
	303, 298, 362, 730, 604, 953, 727, 195, 324, 324, 485, 598, 252, 369, 253, 424,
	656, 430, 569, 592, 621, 602, 617, 529, 621, 578, 253, 253, 564, 617, 564, 526,
	780, 662, 634, 654, 683, 589, 562, 711, 699, 415, 546, 654, 548, 848, 710, 737,
	617, 747, 639, 604, 592, 687, 628, 877, 666, 627, 615, 333, 424, 344, 573, 391,
	274, 544, 587, 502, 586, 555, 349, 582, 565, 285, 255, 536, 301, 870, 565, 567,
	587, 591, 368, 497, 360, 559, 509, 723, 522, 499, 492, 370, 249, 370, 543,
	303, 298, 502, 627, 589, 627, 249, 547, 412, 798, 385, 622, 611, 0, 798, 375,
	381, 601, 396, 400, 274, 576, 517, 277, 288, 276, 396, 622, 837, 843, 904, 503,
	662, 662, 662, 662, 662, 662, 943, 654, 589, 589, 589, 589, 415, 415, 415, 415,
	703, 710, 737, 737, 737, 737, 737, 535, 737, 687, 687, 687, 687, 627, 617, 609,
	544, 544, 544, 544, 544, 544, 874, 502, 555, 555, 555, 555, 285, 285, 285, 299,
	581, 565, 567, 567, 567, 567, 567, 598, 567, 559, 559, 559, 559, 499, 587, 499,
}

// fontMargin keeps labels apart even where the reader gets a wider font than ours.
const fontMargin = 1.12

const (
	regular  = false
	semibold = true
)

// textWidth is the width of s in pixels at the default text size, with a margin.
func textWidth(s string, bold bool) float64 {
	total := 0
	for _, r := range s {
		total += advance(r, bold)
	}
	return float64(total) / 1000 * rootPx * fontMargin
}

// advance is the width of a character in thousandths of an em. Characters that
// the font's Latin subset lacks come from a font we cannot measure: they count as
// wide as the widest of their kind.
func advance(r rune, bold bool) int {
	table := &advanceRegular
	if bold {
		table = &advanceSemibold
	}
	switch {
	case r >= 0x20 && r <= 0x7E:
		return int(table[r-0x20])
	case r >= 0xA0 && r <= 0xFF:
		return int(table[r-0xA0+0x5F])
	case r == '–' || r == '−':
		return 606
	case r == '‘' || r == '’':
		return 259
	case r == '“' || r == '”':
		return 455
	case r == '—':
		return 830
	case r >= 0x300 && r <= 0x36F, r >= 0x200B && r <= 0x200F:
		return 0
	case r >= 0x1100:
		return 1000
	default:
		return 780
	}
}

// shorten cuts s to at most max characters, the last one being "…".
func shorten(s string, max int) string {
	n := 0
	cut := 0
	for i := range s {
		n++
		if n == max {
			cut = i
		}
		if n > max {
			return s[:cut] + "…"
		}
	}
	return s
}
