// Edits that people think of as one step, composed of the primitive changes of edit.h.
#pragma once

#include <span>
#include <string>

#include "topology/edit.h"

namespace nines::edits {

// The nodes with everything inside them, and all links and comments that hang on any of these.
Edit removeNodes(const Topology& topology, std::span<const NodeId> ids);
Edit removeLinks(const Topology& topology, std::span<const LinkId> ids);
// Nodes and links together, e.g. a selection; ids that do not exist are ignored.
Edit remove(const Topology& topology, std::span<const std::string> ids);

// Descendants of the node in no particular order, without itself.
std::vector<NodeId> descendants(const Topology& topology, std::string_view id);
// True if `ancestor` is `id` or contains it at any depth.
bool isInside(const Topology& topology, std::string_view id, std::string_view ancestor);

}  // namespace nines::edits
