// A stress of the journal for the thread sanitizer, without Qt: edits come, the file is given up and begun anew while
// the flusher runs. Exits with 1 if a journal that was left does not hold every edit that was accepted.
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>

#include "formats/journal.h"
#include "generator.h"

namespace {

using namespace nines;

constexpr int kRounds = 20;
constexpr int kEdits = 40;

Edit rename(int i) { return {"Rename", {SetDesignName{"name " + std::to_string(i)}}}; }

// A design that is edited, saved in between (which discards), edited again and left as by a crash.
bool round(const std::string& folder, Topology topology) {
  Journal journal(folder);
  for (int i = 0; i < kEdits; ++i) {
    if (i == kEdits / 2) journal.discard();
    if (!journal.append(rename(i), topology, "").ok() || !apply(topology, rename(i))) return false;
  }
  // While its program lives, nobody else may claim it.
  return claimAbandonedJournals(folder).empty();
}

bool leavesEveryEdit(const std::string& folder, const Topology& start) {
  for (int i = 0; i < kRounds; ++i) {
    if (!round(folder, start)) return false;
    auto claims = claimAbandonedJournals(folder);
    if (claims.size() != 1) return false;
    const auto left = recover(claims.front().file(), Catalogue::shipped());
    if (!left || left->edits.size() != kEdits / 2) return false;
    if (left->topology.name != "name " + std::to_string(kEdits - 1)) return false;
    claims.front().remove();
  }
  return true;
}

}  // namespace

int main() {
  const auto stamp = std::chrono::steady_clock::now().time_since_epoch().count();
  const std::string name = "nines-race-journal-" + std::to_string(::getpid()) + '-' + std::to_string(stamp);
  const auto folder = std::filesystem::temp_directory_path() / name;
  const bool good = leavesEveryEdit(folder.string(), test::generateDesign(1, 50));
  std::filesystem::remove_all(folder);
  if (!good) std::fputs("the journal lost an edit, or was claimed while it was in use\n", stderr);
  return good ? 0 : 1;
}
