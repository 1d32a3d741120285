// What a step was about, of everything that it changed.
#pragma once

#include <set>
#include <string>

#include "layout/layout.h"
#include "topology/edit.h"

namespace nines {

using Subjects = std::set<std::string, std::less<>>;

// The nodes and links to be selected after a step was undone or repeated. Containers that only made room are not what
// it was about: with them selected, Delete would take away far more than a person sees. Nor are the neighbours that
// these pushed aside, where something else came, went or is selected already, or lines whose bends followed. Where only
// containers changed, those count that are selected already, else the innermost ones. A standby that is not selected
// itself counts for its primary, if that is selected or changed too, unless its container is a subject as well: of a
// Region that came back nothing is left out.
Subjects subjectsOf(const Design& design, const Layout& layout, const ChangeSet& changes, const Subjects& selected);

}  // namespace nines
