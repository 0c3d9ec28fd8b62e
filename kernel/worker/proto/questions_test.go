package proto

import "testing"

func TestQuestions(t *testing.T) {
	var q Questions[string]
	first, one := q.Begin()
	second, two := q.Begin()
	if first == second {
		t.Fatalf("two questions have the ID %d", first)
	}
	q.Answered(second, "b")
	q.Answered(first, "a")
	if a, b := <-one, <-two; a != "a" || b != "b" {
		t.Errorf("the answers are %q and %q", a, b)
	}
	q.Answered(first, "again") // nobody waits for a second answer
	given, answer := q.Begin()
	q.End(given)
	q.Answered(given, "late")
	select {
	case a := <-answer:
		t.Errorf("a question that was given up is answered %q", a)
	default:
	}
}
