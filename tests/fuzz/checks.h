// What the fuzz targets demand of any design and any edit. A demand that is not met aborts, which libFuzzer reports
// with the input that led to it.
#pragma once

#include "topology/edit.h"
#include "topology/topology.h"

namespace nines::fuzz {

void require(bool holds, const char* what);

// The design keeps the invariants, can be written, and comes back the same from what was written.
void requireKept(const Topology& design);

// Carries out the edit. Accepted: what it made is kept by a file, the inverse leads back, and the edit and its inverse
// come back from the journal's line. Refused: nothing has changed. True if it was accepted.
bool requireAllOrNothing(Topology& design, const Edit& edit);

// Every rule runs without throwing, whatever stands in the design; each fix can be carried out and undone, and takes
// its finding away.
void requireJudged(const Topology& design);

// The design can be laid out, routed and drawn, with finite coordinates throughout.
void requireDrawn(const Topology& design);

}  // namespace nines::fuzz
