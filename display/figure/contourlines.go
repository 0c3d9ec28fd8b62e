package figure

import "math"

// This file draws the lines of a contour map and writes their values into
// them.

// drawLevels draws the lines of all levels, with one or two labels each, for
// which the lines have gaps.
func drawLevels(p panel, g samples, levels []float64, plain bool, room *room) {
	var labels []lettering
	p.sheet.in("levels")
	for i, level := range levels {
		ground := bandShade(2*i+1, 2*len(levels))
		if plain {
			ground = shade(viridis, 0.85*float64(i)/float64(max(len(levels), 1)))
		}
		how := stroke{color: mix(ground, black, 0.42), width: 1}
		if plain {
			how = stroke{color: ground, width: 1.3}
		}
		lines := levelLines(p, g, level)
		longestFirst(lines)
		written := 0
		for _, line := range lines {
			const enough = 2
			if label, gapped, ok := room.label(line, brief(level, 3), p.box); ok && written < enough {
				labels = append(labels, label)
				room.taken = append(room.taken, label.box())
				written++
				for _, part := range gapped {
					p.sheet.line(thinned(part, lineTolerance), how)
				}
				continue
			}
			p.sheet.line(thinned(line, lineTolerance), how)
		}
	}
	p.sheet.in("values")
	for _, l := range labels {
		p.sheet.write(l)
	}
}

// levelLines gives the lines of a level on the sheet.
func levelLines(p panel, g samples, level float64) [][]point {
	var lines [][]point
	for _, closed := range g.isolines(level) {
		for _, part := range genuineParts(closed) {
			line := make([]point, len(part))
			for i, q := range part {
				line[i] = p.at(q.x, q.y)
			}
			lines = append(lines, line)
		}
	}
	return lines
}

// label finds the place on a line where a text fits best: where the line is
// straight and nothing else stands. It returns the text and the line without
// the part that the text covers.
func (r *room) label(line []point, text string, box rect) (label lettering, gapped [][]point, ok bool) {
	width := textWidth(text, smallSize, false)
	along := lengths(line)
	total := along[len(along)-1]
	const clearance = 3
	reach := width/2 + clearance
	if total < 2.6*width+20 {
		return label, nil, false
	}
	best := 2.5 // pixels by which the line may bend away from the text
	for at := 1.4 * reach; at < total-1.4*reach; at += 5 {
		from, to := placeAt(line, along, at-reach), placeAt(line, along, at+reach)
		centre := placeAt(line, along, at)
		bend := segmentDistance(centre, from, to) + (2*reach-from.distance(to))/2
		bend += math.Abs(at-total/2) / total // the middle, if nothing else decides
		if bend >= best {
			continue
		}
		angle := math.Atan2(to.y-from.y, to.x-from.x) * 180 / math.Pi
		if angle > 90 {
			angle -= 180
		} else if angle < -90 {
			angle += 180
		}
		l := turnedText(text, centre, angle)
		if b := l.box(); !r.isFree(b) || b.left < box.left+3 || b.right > box.right-3 || b.top < box.top+3 || b.bottom > box.bottom-3 {
			continue
		}
		best, label, ok = bend, l, true
		gapped = [][]point{stretch(line, along, 0, at-reach), stretch(line, along, at+reach, total)}
	}
	return label, gapped, ok
}

// turnedText is a small text with its middle at a place.
func turnedText(text string, at point, angle float64) lettering {
	const size = smallSize
	sin, cos := math.Sincos(angle * math.Pi / 180)
	const down = 0.35 * size
	return lettering{text: text, at: point{at.x - down*sin, at.y + down*cos}, size: size, turn: angle}
}

// lengths gives how long a line is up to each of its points.
func lengths(line []point) []float64 {
	along := make([]float64, len(line))
	for i := 1; i < len(line); i++ {
		along[i] = along[i-1] + line[i].distance(line[i-1])
	}
	return along
}

// placeAt is the point of a line at a length along it.
func placeAt(line []point, along []float64, at float64) point {
	for i := 1; i < len(line); i++ {
		if along[i] >= at && along[i] > along[i-1] {
			t := (at - along[i-1]) / (along[i] - along[i-1])
			return point{line[i-1].x + t*(line[i].x-line[i-1].x), line[i-1].y + t*(line[i].y-line[i-1].y)}
		}
	}
	return line[len(line)-1]
}

// stretch is the part of a line between two lengths.
func stretch(line []point, along []float64, from, to float64) []point {
	part := []point{placeAt(line, along, from)}
	for i, p := range line {
		if along[i] > from && along[i] < to {
			part = append(part, p)
		}
	}
	return append(part, placeAt(line, along, to))
}
