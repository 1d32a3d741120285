#include "formats/journal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <utility>

#include "formats/edit_json.h"
#include "formats/native.h"
#include "support/files.h"

namespace nines {

namespace {

constexpr std::string_view kEnding = ".journal";
constexpr std::string_view kHalfMade = ".journal.new";
constexpr std::string_view kNotMade = "the journal cannot be made";
constexpr std::string_view kNotOnDisk = "the journal cannot be brought onto the disk";
constexpr auto kFlushDelay = std::chrono::milliseconds(500);
constexpr auto kHalfMadeAge = std::chrono::minutes(10);
constexpr std::size_t kLargestJournal = std::size_t{1024} * 1024 * 1024;

// Sorts by time of creation, and is unique among programs and within one.
std::string newFileName(const std::string& folder) {
  static std::atomic<unsigned> counter{0};
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(now).count();
  return folder + "/" + std::to_string(micros) + "-" + std::to_string(::getpid()) + "-" +
         std::to_string(counter.fetch_add(1)) + std::string(kEnding);
}

std::string headerLine(const std::string& path, std::size_t bytes, bool unsaved) {
  return writeValue(Value(Value::Object{{"bytes", Value(std::uint64_t{bytes})},
                                        {"nines-journal", Value(1)},
                                        {"path", Value(path)},
                                        {"unsaved", Value(unsaved)}})) +
         "\n";
}

struct Header {
  std::string path;
  std::size_t bytes = 0;
  bool unsaved = false;
};

Result<Header> readHeader(std::string_view line, const std::string& file) {
  const Error broken{ErrorCode::wrongType, file, {1, 1, {}}, "is no journal of Nines"};
  const auto value = readValue(line, file);
  const Value::Object* object = value ? value->asObject() : nullptr;
  if (!object || !object->contains("nines-journal")) return broken;
  const auto path = object->find("path");
  const auto bytes = object->find("bytes");
  if (path == object->end() || !path->second.asText() || bytes == object->end()) return broken;
  const auto count = bytes->second.asInteger();
  if (!count || *count < 0) return broken;
  const auto unsaved = object->find("unsaved");
  const bool* flag = unsaved == object->end() ? nullptr : unsaved->second.asBool();
  return Header{*path->second.asText(), static_cast<std::size_t>(*count), flag && *flag};
}

}  // namespace

bool Journal::flushToDisk(int descriptor) { return ::fdatasync(descriptor) == 0; }

Journal::Journal(std::string folder, Flush flush) : m_folder(std::move(folder)), m_flush(std::move(flush)) {
  m_flusher = std::jthread([this](const std::stop_token& stop) { flushLoop(stop); });
}

Journal::~Journal() {
  m_flusher.request_stop();
  m_wake.notify_all();
  if (m_flusher.joinable()) m_flusher.join();
  if (m_fd >= 0) {
    m_flush(m_fd);
    ::close(m_fd);
  }
}

Status Journal::append(const Edit& edit, const Topology& before, const std::string& path) {
  Status kept = write(edit, before, path);
  const std::lock_guard lock(m_mutex);
  if (kept && m_flushError) kept = *m_flushError;
  if (!kept) m_unsaved = true;
  return kept;
}

Status Journal::write(const Edit& edit, const Topology& before, const std::string& path) {
  std::unique_lock looking(m_mutex);
  const bool anew = m_fd < 0 || m_incomplete;
  m_unsaved = m_unsaved || m_incomplete;
  looking.unlock();
  if (anew) {
    if (Status made = create(before, path, {}); !made) return made;
  }
  const std::string line = writeEdit(edit) + "\n";
  const std::lock_guard lock(m_mutex);
  if (!writeAll(m_fd, line)) {
    // A part of the line may be there. It does not count, and nothing is written behind it any more.
    m_incomplete = true;
    return systemError(m_file, "the journal cannot be written");
  }
  m_dirty = true;
  m_wake.notify_all();
  return Unit{};
}

Status Journal::begin(const Topology& before, const std::string& path, std::span<const Edit> edits, bool unsaved) {
  m_unsaved = unsaved;
  return create(before, path, edits);
}

// The old file, if there is one, goes once the new one is whole.
Status Journal::create(const Topology& before, const std::string& path, std::span<const Edit> edits) {
  std::error_code error;
  std::filesystem::create_directories(m_folder, error);
  if (error) {
    errno = error.value();  // else the file's own error would say that there is no folder, and not why
    return systemError(m_folder, kNotMade);
  }
  // Reading others' unsaved work is nobody's business.
  std::filesystem::permissions(m_folder, std::filesystem::perms::owner_all, error);
  const std::string file = newFileName(m_folder);
  // Under a temporary name until the header is whole: a crash in between leaves nothing that looks like a journal.
  const std::string temporary = file.substr(0, file.size() - kEnding.size()) + std::string(kHalfMade);
  const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0) return systemError(file, kNotMade);
  const std::string design = writeDesign(before);
  std::string content = headerLine(path, design.size(), m_unsaved) + design + "\n";
  for (const Edit& edit : edits) content += writeEdit(edit) + "\n";
  // Where the disk did not take the old file's last edits, it still holds those before: it goes only for one that is on
  // the disk.
  std::unique_lock looking(m_mutex);
  const bool mustReachDisk = m_flushError.has_value();
  looking.unlock();
  const bool written = ::flock(fd, LOCK_EX | LOCK_NB) == 0 && writeAll(fd, content) &&
                       (!mustReachDisk || m_flush(fd)) && ::rename(temporary.c_str(), file.c_str()) == 0;
  if (!written) {
    const Error problem = systemError(file, mustReachDisk ? kNotOnDisk : kNotMade);
    ::unlink(temporary.c_str());
    ::close(fd);
    return problem;
  }
  removeFile();
  const std::lock_guard lock(m_mutex);
  m_fd = fd;
  m_file = file;
  m_isNew = m_dirty = true;
  m_wake.notify_all();
  return Unit{};
}

void Journal::discard() {
  removeFile();
  const std::lock_guard lock(m_mutex);
  m_unsaved = false;
  m_flushError.reset();
}

void Journal::removeFile() {
  const std::lock_guard lock(m_mutex);
  if (m_fd < 0) return;
  ::unlink(m_file.c_str());
  ::close(std::exchange(m_fd, -1));
  m_file.clear();
  m_dirty = false;
  m_incomplete = false;
}

// Waits a moment after an edit, so that a burst of edits costs one flush.
void Journal::flushLoop(const std::stop_token& stop) {
  std::unique_lock lock(m_mutex);
  while (!stop.stop_requested()) {
    if (!m_wake.wait(lock, stop, [this] { return m_dirty; })) return;
    m_wake.wait_for(lock, stop, kFlushDelay, [] { return false; });
    if (m_fd >= 0) flushNow(lock);
  }
}

// Flushes a duplicate of the descriptor with the lock open: the window's thread never waits for the disk.
void Journal::flushNow(std::unique_lock<std::mutex>& lock) {
  m_dirty = false;
  const bool isNew = std::exchange(m_isNew, false);
  const std::string file = m_file;
  const int copy = ::fcntl(m_fd, F_DUPFD_CLOEXEC, 0);
  lock.unlock();
  std::optional<Error> error;
  if (copy < 0 || !m_flush(copy)) error = systemError(file, kNotOnDisk);
  if (copy >= 0) ::close(copy);
  if (isNew) syncFolder(m_folder);
  lock.lock();
  if (file != m_file) return;  // given up meanwhile: nobody needs it
  m_flushError = std::move(error);
  if (m_flushError) m_incomplete = true;
}

std::optional<JournalClaim> JournalClaim::take(const std::string& file) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return std::nullopt;
  // Whoever held it may have removed it between open and lock: then the name is gone, or another file.
  struct stat held{};
  struct stat named{};
  const bool ours = ::flock(fd, LOCK_EX | LOCK_NB) == 0 && ::fstat(fd, &held) == 0 &&
                    ::stat(file.c_str(), &named) == 0 && held.st_ino == named.st_ino;
  if (ours) return JournalClaim(file, fd);
  ::close(fd);
  return std::nullopt;
}

JournalClaim::~JournalClaim() {
  if (m_fd >= 0) ::close(m_fd);
}

JournalClaim::JournalClaim(JournalClaim&& other) noexcept
    : m_file(std::move(other.m_file)), m_fd(std::exchange(other.m_fd, -1)) {}

JournalClaim& JournalClaim::operator=(JournalClaim&& other) noexcept {
  std::swap(m_file, other.m_file);
  std::swap(m_fd, other.m_fd);
  return *this;
}

void JournalClaim::remove() { ::unlink(m_file.c_str()); }

void JournalClaim::setAside() { ::rename(m_file.c_str(), (m_file + ".damaged").c_str()); }

namespace {

// Nothing that counts was in it yet. Whoever makes one just now had it for a moment only.
void removeHalfMade(const std::filesystem::path& file) {
  std::error_code error;
  const auto written = std::filesystem::last_write_time(file, error);
  if (error || std::filesystem::file_time_type::clock::now() - written < kHalfMadeAge) return;
  if (const auto claim = JournalClaim::take(file.string())) std::filesystem::remove(file, error);
}

}  // namespace

std::vector<JournalClaim> claimAbandonedJournals(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().string().ends_with(kEnding)) files.push_back(entry.path().string());
    if (entry.path().string().ends_with(kHalfMade)) removeHalfMade(entry.path());
  }
  std::ranges::sort(files);
  std::vector<JournalClaim> out;
  for (const std::string& file : files) {
    if (auto claim = JournalClaim::take(file)) out.push_back(std::move(*claim));
  }
  return out;
}

namespace {

// The history that edits in their order amount to: what was undone and done again is written as an edit like any other.
class Steps {
 public:
  void add(const Edit& edit, Edit inverse) {
    if (undo(edit)) return;
    if (m_done < m_steps.size() && m_steps[m_done].edit == edit) {
      ++m_done;
      return;
    }
    m_steps.resize(m_done);
    m_steps.push_back({edit, std::move(inverse)});
    ++m_done;
  }
  std::size_t done() const { return m_done; }

 private:
  struct Step {
    Edit edit;
    Edit inverse;
  };

  // Arrow keys pressed in a row are several edits and one step, which goes back to before the first of them.
  bool undo(const Edit& edit) {
    constexpr std::size_t kMostJoined = 256;
    for (std::size_t k = 1; k <= std::min(m_done, kMostJoined); ++k) {
      Step& first = m_steps[m_done - k];
      if (first.edit.label != edit.label) return false;
      if (first.inverse != edit) continue;
      first.edit = m_steps[m_done - 1].edit;
      m_steps.erase(m_steps.begin() + static_cast<std::ptrdiff_t>(m_done - k + 1),
                    m_steps.begin() + static_cast<std::ptrdiff_t>(m_done));
      m_done -= k;
      return true;
    }
    return false;
  }

  std::vector<Step> m_steps;
  std::size_t m_done = 0;
};

}  // namespace

Result<Recovered> recover(const std::string& journal, const Catalogue& catalogue) {
  auto text = readFile(journal, kLargestJournal);
  if (!text) return text.error();
  const std::string_view all = *text;
  const std::size_t headerEnd = all.find('\n');
  if (headerEnd == std::string_view::npos) return Error{ErrorCode::missing, journal, {}, "holds no whole header"};
  const auto header = readHeader(all.substr(0, headerEnd), journal);
  if (!header) return header.error();
  const std::size_t designStart = headerEnd + 1;
  if (header->bytes > all.size() - designStart) return Error{ErrorCode::missing, journal, {}, "ends within its design"};
  auto before = readDesign(all.substr(designStart, header->bytes), journal, catalogue);
  if (!before) return before.error();

  Recovered out{journal, header->path, *before, {}, *before, header->unsaved, false, 0};
  Steps steps;
  std::size_t at = designStart + header->bytes + 1;
  while (at < all.size()) {
    const std::size_t end = all.find('\n', at);
    if (end == std::string_view::npos) break;
    auto edit = readEdit(all.substr(at, end - at), journal);
    auto applied = edit ? apply(out.topology, *edit) : Result<Applied>(edit.error());
    out.damaged = !applied;
    if (out.damaged) break;
    steps.add(*edit, std::move(applied->inverse));
    out.edits.push_back(std::move(*edit));
    at = end + 1;
  }
  out.steps = steps.done();
  return out;
}

}  // namespace nines
