// Package interptest has what tests of interpreters need: [Run], which checks
// what every [interp.Interpreter] promises; [Recorder], a sink that remembers;
// and [Echo], an interpreter of a tiny language, with which the protocol can be
// tested without Go cells, workers or builds.
package interptest
