// What an edit asks of the router: which links to route anew.
#pragma once

#include <vector>

#include "layout/router.h"

namespace nines::routing {

// Links whose bends a person placed first, then the short ones: they get the straight ways.
std::vector<LinkIndex> inRoutingOrder(const Design& design, const Layout& layout, std::vector<LinkIndex> links);

}  // namespace nines::routing
