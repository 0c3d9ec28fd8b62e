package plain_test

import (
	"testing"

	"github.com/gonabla/nabla/mathlib/mathtest/lifted"
)

func TestLifted(t *testing.T) { lifted.Run(t, "TestDerivatives") }
