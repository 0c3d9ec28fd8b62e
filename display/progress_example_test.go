package display_test

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/gonabla/nabla/display"
)

// What goes neither to a notebook nor to a terminal, as here, has only the end.
// It tells times and speeds when it took more than a second.
func ExampleProgress() {
	sum := 0
	for i := range display.Progress(1000, "adding") {
		sum += i
	}
	for i := range display.Progress(-1, "looking") {
		if i*i > 2000 {
			break
		}
	}
	fmt.Println(sum)
	// Output:
	// adding: 1000 of 1000
	// looking: stopped at 45
	// 499500
}

func ExampleProgressSlice() {
	for i, word := range display.ProgressSlice([]string{"gradient", "Hessian"}) {
		fmt.Println(i, word)
	}
	// Output:
	// 0 gradient
	// 1 Hessian
	// 2 of 2
}

func ExampleProgressSeq() {
	loss := map[string]float64{"start": 1, "end": 0.25}
	fmt.Println(slices.Sorted(display.ProgressSeq(maps.Keys(loss), "keys")))
	// Output:
	// keys: 2
	// [end start]
}

func ExampleProgressReader() {
	r := display.ProgressReader(strings.NewReader(strings.Repeat("data ", 5000)), 0, "reading")
	defer r.Close()
	text, err := io.ReadAll(r)
	fmt.Println(len(text), err)
	// Output:
	// reading: 25.0 kB
	// 25000 <nil>
}
