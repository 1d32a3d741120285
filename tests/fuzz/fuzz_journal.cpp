// Any bytes as the journal that a crash left: refused, or its replay is the design after the edits that it lists.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <string>

#include "checks.h"
#include "formats/journal.h"

using namespace nines;
using namespace nines::fuzz;

namespace {

// Rules and fixes cost more than linear time: a long input would use up the run without a new branch.
constexpr std::size_t kMostJudged = 80;

// A file in memory that goes with the process, by the name under which it can be opened.
class MemoryFile {
 public:
  MemoryFile() : m_fd(::memfd_create("journal", MFD_CLOEXEC)), m_path("/proc/self/fd/" + std::to_string(m_fd)) {
    require(m_fd >= 0, "a file in memory can be made");
  }

  const std::string& path() const { return m_path; }

  void hold(const std::uint8_t* data, std::size_t size) {
    require(::ftruncate(m_fd, 0) == 0 && ::pwrite(m_fd, data, size, 0) == static_cast<ssize_t>(size),
            "the file takes the input");
  }

 private:
  int m_fd;
  std::string m_path;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static MemoryFile file;
  file.hold(data, size);
  const auto recovered = recover(file.path(), Catalogue::shipped());
  if (!recovered) {
    require(!recovered.error().reason.empty(), "an error has a reason");
    require(recovered.error().text().find('\n') == std::string::npos, "an error is one line");
    return 0;
  }
  Topology replayed = recovered->before;
  requireKept(replayed);
  for (const Edit& edit : recovered->edits) {
    require(requireAllOrNothing(replayed, edit), "an edit that was replayed fits");
  }
  require(replayed == recovered->topology, "the replay is the sum of its edits");
  if (replayed.nodes.size() <= kMostJudged && replayed.links.size() <= kMostJudged) requireJudged(replayed);
  return 0;
}
