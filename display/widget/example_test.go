package widget_test

import (
	"fmt"
	"math"
	"time"

	"github.com/gonabla/nabla/display/widget"
)

// The function is called anew whenever one of its arguments is changed; what it
// returns, prints and shows stands below the controls.
func ExampleInteract() {
	widget.Interact(func(frequency, x float64) string {
		return fmt.Sprintf("%.4f", math.Sin(frequency*x))
	}, widget.FloatSlider("frequency", 0, 10, 1), widget.FloatSlider("x", -math.Pi, math.Pi, 1))
}

// A loop reads what the user sets while it runs, and ends when a box is ticked.
func ExampleControl() {
	rate := widget.FloatSlider("rate", 0, 1, 0.1)
	stop := widget.Checkbox("stop", false)
	progress := widget.HTML("")
	widget.VBox(rate, stop, progress)
	for x := 1.0; !stop.Value() && x > 1e-9; x -= rate.Value() * x {
		progress.SetHTML(fmt.Sprintf("x = <b>%g</b>", x))
		time.Sleep(time.Millisecond)
	}
}

// What a button does goes on beside the cells, and beside other buttons.
func ExampleButton() {
	log := widget.NewOutput()
	start := widget.Button("Start", func() {
		log.Capture(func() { fmt.Println("started") })
	})
	widget.VBox(start, log)
}
