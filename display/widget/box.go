package widget

import "strings"

// HBox shows widgets side by side.
func HBox(children ...Widget) *Model { return box("HBox", children) }

// VBox shows widgets one below the other.
func VBox(children ...Widget) *Model { return box("VBox", children) }

func box(kind string, children []Widget) *Model {
	references := make([]string, len(children))
	for i, c := range children {
		references[i] = referencePrefix + c.model().id
	}
	return newControl(kind, state{"children": references}, func(m *Model) {
		m.text = func() string {
			lines := make([]string, len(children))
			for i, c := range children {
				lines[i] = c.model().text()
			}
			return strings.Join(lines, "\n")
		}
	})
}
