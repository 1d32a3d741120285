// The journal: every edit since the design was opened or saved, on disk before the screen shows it, so that a crash
// loses nothing. One file per open design, locked while its program lives; a file that nobody locks is what a crash
// left.
//
// Layout: a header line {"bytes": n, "nines-journal": 1, "path": "...", "unsaved": b}, n bytes of the design as it was,
// a newline, then one line of JSON per edit. A last line without newline was cut off while it was written and does not
// count. `unsaved` says that the design itself holds edits that its file lacks.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "catalogue/catalogue.h"
#include "support/result.h"
#include "topology/edit.h"

namespace nines {

class Journal {
 public:
  // Brings what was written to the descriptor onto the disk; false if the disk did not take it.
  using Flush = std::function<bool(int descriptor)>;
  static bool flushToDisk(int descriptor);

  // `folder` is made if it does not exist. The file is created with the first edit. `flush` is called on another
  // thread.
  explicit Journal(std::string folder, Flush flush = flushToDisk);
  // Keeps the file: only discard() says that its content is not needed.
  ~Journal();

  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  // Appends the edit. `before` is the design that the edit was applied to, `path` the file it came from (empty: never
  // saved); both are read only when the file is created. When this returns, a crash of the program loses nothing; a
  // flush to disk follows within a second on another thread. After an error the file holds what it held before, and
  // the next call begins a new one, with the edits that are missing in `before`. A flush that failed is the error of
  // the calls that follow it, though they write, until one works.
  Status append(const Edit& edit, const Topology& before, const std::string& path);
  // Creates the file at once with edits that are not in the design's own file: what was recovered. `unsaved`: `before`
  // holds such edits too.
  Status begin(const Topology& before, const std::string& path, std::span<const Edit> edits, bool unsaved);
  // The design was saved or given up: removes the file.
  void discard();
  // The file in use; empty before the first edit.
  const std::string& file() const { return m_file; }

 private:
  Status write(const Edit& edit, const Topology& before, const std::string& path);
  Status create(const Topology& before, const std::string& path, std::span<const Edit> edits);
  void removeFile();
  void flushLoop(const std::stop_token& stop);
  void flushNow(std::unique_lock<std::mutex>& lock);

  std::string m_folder;
  Flush m_flush;
  std::string m_file;
  int m_fd = -1;
  bool m_incomplete = false;          // an edit may be missing in the file: those that follow would not fit
  bool m_unsaved = false;             // an edit could not be kept since the design was saved
  std::optional<Error> m_flushError;  // of the last flush
  std::mutex m_mutex;                 // guards all above that the flusher sees, and what it is to do
  std::condition_variable_any m_wake;
  bool m_dirty = false;
  bool m_isNew = false;  // the folder does not hold the file's name safely yet
  std::jthread m_flusher;
};

// What a crash left.
struct Recovered {
  std::string journal;      // the file
  std::string path;         // of the design's own file; empty: never saved
  Topology before;          // as last opened or saved, if not `unsaved`
  std::vector<Edit> edits;  // in order
  Topology topology;        // after all edits
  bool unsaved = false;     // `before` holds edits that its file lacks: how many is not known
  bool damaged = false;     // a record within could not be read: what came after it is not in `topology`
  std::size_t steps = 0;    // that can be undone: an edit that was taken back is none
};

// An abandoned journal held by this program, so that no second one offers it at the same time.
class JournalClaim {
 public:
  // Nothing if the file is gone, or held by a living program.
  static std::optional<JournalClaim> take(const std::string& file);
  ~JournalClaim();
  JournalClaim(JournalClaim&& other) noexcept;
  JournalClaim& operator=(JournalClaim&& other) noexcept;

  const std::string& file() const { return m_file; }
  // Its content is saved elsewhere, or not wanted.
  void remove();
  // Never offered again, but kept under another name: it holds more than could be read.
  void setAside();

 private:
  JournalClaim(std::string file, int fd) : m_file(std::move(file)), m_fd(fd) {}

  std::string m_file;
  int m_fd = -1;
};

// The journals in the folder that no living program holds, oldest first. Removes what a crash left half made.
std::vector<JournalClaim> claimAbandonedJournals(const std::string& folder);
// Reads one of them and carries out its edits. A record that cannot be read ends the replay: what came before counts.
Result<Recovered> recover(const std::string& journal, const Catalogue& catalogue);

}  // namespace nines
