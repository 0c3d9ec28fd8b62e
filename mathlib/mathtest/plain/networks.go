package plain

import "math"

// perceptron is the squared error of a network with two inputs, three hidden
// neurons and one output on the four samples of exclusive or.
func perceptron(p []float64) float64 {
	inputs := [][2]float64{{0, 0}, {0, 1}, {1, 0}, {1, 1}}
	targets := []float64{0, 1, 1, 0}
	sum := 0.0
	for s, in := range inputs {
		out := p[12]
		for h := range 3 {
			out += p[9+h] * math.Tanh(p[3*h]*in[0]+p[3*h+1]*in[1]+p[3*h+2])
		}
		e := out - targets[s]
		sum += e * e
	}
	return sum / 4
}

// logSumExp is log Σ eˣ, shifted by the largest.
func logSumExp(x []float64) float64 {
	top := x[0]
	for _, v := range x[1:] {
		top = max(top, v)
	}
	sum := 0.0
	for _, v := range x {
		sum += math.Exp(v - top)
	}
	return top + math.Log(sum)
}

// softmax returns the probabilities that belong to scores.
func softmax(x []float64) []float64 {
	p := make([]float64, len(x))
	sum := 0.0
	for i, v := range x {
		p[i] = math.Exp(v)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// crossEntropy is the loss of soft targets.
func crossEntropy(x []float64) float64 {
	targets := []float64{0.1, 0.2, 0.3, 0.4}
	sum := 0.0
	for i, p := range softmax(x) {
		sum -= targets[i] * math.Log(p)
	}
	return sum
}

// attention mixes three values by the softmax of a query with three keys.
func attention(x []float64) float64 {
	query := x[:2]
	keys := [][]float64{{1, 0.5}, {-0.5, 2}, {0.25, -1}}
	scores := make([]float64, len(keys))
	for i, key := range keys {
		for j, q := range query {
			scores[i] += q * key[j] / math.Sqrt2
		}
	}
	out := 0.0
	for i, p := range softmax(scores) {
		out += p * x[2+i] * x[2+i]
	}
	return out
}

// convolution slides a kernel of three weights over a signal, with a rectifier
// and a mean at the end.
func convolution(w []float64) float64 {
	signal := []float64{1, -2, 0.5, 3, -1, 2, 0.25, -0.75}
	sum, count := 0.0, 0
	for i := 0; i+3 <= len(signal); i++ {
		v := w[3]
		for j, s := range signal[i : i+3] {
			v += w[j] * s
		}
		v = math.Max(0, v)
		sum += v * v
		count++
	}
	return sum / float64(count)
}

// normalised is the cube of the first number after all are brought to mean 0
// and variance 1.
func normalised(x []float64) float64 {
	n := float64(len(x))
	mean, variance := 0.0, 0.0
	for _, v := range x {
		mean += v / n
	}
	for _, v := range x {
		variance += (v - mean) * (v - mean) / n
	}
	return math.Pow((x[0]-mean)/math.Sqrt(variance+1e-5), 3)
}

// gelu is the smooth rectifier x·Φ(x) with the usual formula for it,
// where 0.79… is √(2/π).
func gelu(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += 0.5 * v * (1 + math.Tanh(0.7978845608028654*(v+0.044715*v*v*v)))
	}
	return sum
}

// recurrent carries a state through a sequence, as a gated cell would.
func recurrent(w []float64) float64 {
	sigmoid := func(v float64) float64 { return 1 / (1 + math.Exp(-v)) }
	hidden := 0.0
	for _, in := range []float64{0.5, -1, 2, 0.25} {
		gate := sigmoid(w[0]*in + w[1]*hidden)
		hidden = gate*hidden + (1-gate)*math.Tanh(w[2]*in+w[3]*hidden)
	}
	return hidden
}
