#include "rules/writes.h"

#include <algorithm>

namespace nines {

namespace {

std::string_view accessOf(const Design& design, LinkIndex l) { return design.readLink(l, "access").text(); }

// What is soft, or of one workload only, stays so.
Properties writingLike(const Link& link) {
  Properties properties{{"access", Value("write")}};
  for (const char* key : {"hard", "workload"}) {
    if (const auto at = link.properties.find(key); at != link.properties.end()) properties.insert(*at);
  }
  return properties;
}

}  // namespace

bool writes(const Design& design, LinkIndex l) {
  return design.linkType(l) == "uses" && (accessOf(design, l) == "write" || accessOf(design, l) == "read-write");
}

std::vector<LinkIndex> moveWrites(Mending& mending, const Design& design, NodeIndex client, NodeIndex from,
                                  NodeIndex to) {
  const auto leadsTo = [&](LinkIndex l, NodeIndex node) { return design.to(l) == node && writes(design, l); };
  bool writesThere = std::ranges::any_of(design.outgoing(client), [&](LinkIndex l) { return leadsTo(l, to); });
  std::vector<LinkIndex> reading;
  for (const LinkIndex l : design.outgoing(client)) {
    if (!leadsTo(l, from)) continue;
    if (accessOf(design, l) == "read-write") {
      reading.push_back(l);
      mending.setLink(l, "access", "read");
      if (!writesThere) {
        mending.link(design.link(l).kind, design.node(client).id, design.node(to).id, writingLike(design.link(l)));
      }
    } else if (writesThere) {
      mending.removeLinks({l});
    } else {
      mending.retarget(l, to);
    }
    writesThere = true;
  }
  return reading;
}

}  // namespace nines
