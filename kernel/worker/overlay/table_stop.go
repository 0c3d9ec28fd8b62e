package overlay

// stopInsertions end goroutines where they call functions and where they need memory.
func stopInsertions() []Insertion {
	return []Insertion{{
		Name:   "call",
		File:   "runtime/stack.go",
		Text:   "\t\tif gp.nablaStop.cell != 0 && !gp.preemptStop {\n\t\t\tnablaAtCall(gp)\n\t\t\tgogo(&gp.sched)\n\t\t}\n\n",
		Before: "\t\tif gp.preemptShrink {\n\t\t\t// We're at a synchronous safe point now, so\n",
		Why:    "A goroutine that is to end does so where it calls a function.",
	}, {
		Name:   "schedule",
		File:   "runtime/proc.go",
		After:  "\tcasgstatus(gp, _Grunnable, _Grunning)\n\tgp.waitsince = 0\n\tgp.preempt = false\n\tgp.stackguard0 = gp.stack.lo + stackGuard\n",
		Text:   "\tif gp.nablaStop.cell != 0 {\n\t\tgp.preempt, gp.stackguard0 = true, stackPreempt\n\t}\n",
		Before: "\tif !inheritTime {\n",
		Why:    "A request that comes while a goroutine is ready to run, as it always does with a single processor, is looked at when it runs.",
	}, {
		Name:   "overflow",
		File:   "runtime/stack.go",
		After:  "\tif newsize > maxstacksize || newsize > maxstackceiling {\n",
		Text:   "\t\tif nablaOverflow(gp, newsize) {\n\t\t\tgoto grow\n\t\t}\n",
		Before: "\t\tif maxstacksize < maxstackceiling {\n",
		Why:    "Recursion without end ends its goroutine, not the worker.",
	}, {
		Name:   "growth",
		File:   "runtime/stack.go",
		Text:   "grow:\n",
		Before: "\t// The goroutine must be executing in order to call newstack,\n\t// so it must be Grunning (or Gscanrunning).\n",
		Why:    "Where the insertion named overflow goes on.",
	}, {
		Name:  "memory",
		File:  "runtime/malloc.go",
		After: "func mallocgcLarge(size uintptr, typ *_type, needzero bool) (unsafe.Pointer, uintptr) {\n",
		Text:  "\tnablaAllocate(size)\n",
		Why:   "What would exceed the limit of memory ends the goroutine that asks for it.",
	}}
}

// waitInsertions end goroutines that wait. Behind each wait stands a check for
// whether it was cut short.
func waitInsertions() []Insertion {
	const parked = "nablaParked(gp)\n"
	const whyWaits = "A goroutine that is to end does so where it waits for this."
	return []Insertion{{
		Name:   "send",
		File:   "runtime/chan.go",
		After:  "\treleaseSudog(mysg)\n",
		Text:   "\t" + parked,
		Before: "\tif closed {\n\t\tif c.closed == 0 {\n",
		Why:    whyWaits,
	}, {
		Name:   "receive",
		File:   "runtime/chan.go",
		After:  "\treleaseSudog(mysg)\n",
		Text:   "\t" + parked,
		Before: "\treturn true, success\n",
		Why:    whyWaits,
	}, {
		Name:  "send to nil",
		File:  "runtime/chan.go",
		After: "\t\tgopark(nil, nil, waitReasonChanSendNilChan, traceBlockForever, 2)\n",
		Text:  "\t\tnablaParked(getg())\n",
		Why:   whyWaits,
	}, {
		Name:  "receive from nil",
		File:  "runtime/chan.go",
		After: "\t\tgopark(nil, nil, waitReasonChanReceiveNilChan, traceBlockForever, 2)\n",
		Text:  "\t\tnablaParked(getg())\n",
		Why:   whyWaits,
	}, {
		Name:  "empty select",
		File:  "runtime/select.go",
		After: "\tgopark(nil, nil, waitReasonSelectNoCases, traceBlockForever, 1) // forever\n",
		Text:  "\tnablaParked(getg())\n",
		Why:   whyWaits,
	}, {
		Name:   "select",
		File:   "runtime/select.go",
		After:  "\tif cas == nil {\n",
		Text:   "\t\tif gp.nablaStop.woken {\n\t\t\tselunlock(scases, lockorder)\n\t\t\t" + parked + "\t\t}\n",
		Before: "\t\tthrow(\"selectgo: bad wakeup\")",
		Why:    whyWaits,
	}, {
		Name:   "sleep",
		File:   "runtime/time.go",
		After:  "\t\tgopark(resetForSleep, nil, waitReasonSleep, traceBlockSleep, 1)\n\t}\n",
		Text:   "\t" + parked,
		Before: "}\n",
		Why:    whyWaits,
	}, {
		Name:   "poll",
		File:   "runtime/netpoll.go",
		After:  "\tif waitio || netpollcheckerr(pd, mode) == pollNoError {\n",
		Text:   "\t\tgetg().nablaStop.poll, getg().nablaStop.mode = pd, mode\n",
		Before: "\t\tgopark(netpollblockcommit, unsafe.Pointer(gpp), waitReasonIOWait, traceBlockNet, 5)\n",
		Why:    "Says what a goroutine waits for that waits for the network.",
	}, {
		Name:   "poll end",
		File:   "runtime/netpoll.go",
		After:  "\t\tthrow(\"runtime: corrupted polldesc\")\n\t}\n",
		Text:   "\tgetg().nablaStop.poll = nil\n\tnablaParked(getg())\n",
		Before: "\treturn old == pdReady\n",
		Why:    whyWaits,
	}}
}
