#include "support/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace nines {

namespace {

constexpr std::size_t kMebibyte = std::size_t{1024} * 1024;

// Closes on every way out.
class Descriptor {
 public:
  explicit Descriptor(int fd) : m_fd(fd) {}
  ~Descriptor() {
    if (m_fd >= 0) ::close(m_fd);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return m_fd; }

 private:
  int m_fd;
};

// A file beside the target that takes its place once it is whole. It gets its name last, where the file system has
// files without one, so that nothing is left of it when the program is killed while it writes.
class Successor {
 public:
  // Without a name if the file system has such files, unless `named` is asked for.
  explicit Successor(const std::string& target, bool named = false) : m_target(target) {
    const std::string folder = std::filesystem::path(target).parent_path().string();
    const bool canBeNamed = !named && ::access("/proc/self/fd", X_OK) == 0;
    if (canBeNamed) m_fd = ::open(folder.empty() ? "." : folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    if (m_fd >= 0) return;
    m_name = target + ".XXXXXX";
    m_fd = ::mkostemp(m_name.data(), O_CLOEXEC);
    if (m_fd < 0) m_name.clear();
  }
  ~Successor() {
    const int reason = errno;  // of what failed, for whoever tells it
    if (m_fd >= 0) ::close(m_fd);
    if (!m_name.empty()) ::unlink(m_name.c_str());
    errno = reason;
  }
  Successor(const Successor&) = delete;
  Successor& operator=(const Successor&) = delete;

  // Below 0: there is none, errno says why.
  int get() const { return m_fd; }

  // Its file system has files without a name, but gives them none later.
  bool staysNameless() const { return m_staysNameless; }
  // One step for whoever looks. False: errno says why, and the target is what it was.
  bool takePlace() {
    if (m_name.empty() && !takeName()) return false;
    if (::close(std::exchange(m_fd, -1)) != 0 || ::rename(m_name.c_str(), m_target.c_str()) != 0) return false;
    m_name.clear();
    return true;
  }

 private:
  bool takeName() {
    const std::string self = "/proc/self/fd/" + std::to_string(m_fd);
    constexpr int kTries = 100;
    for (int i = 0; i < kTries; ++i) {
      // As long as the other kind of names at most, so that what can be saved does not hang on the file system.
      const auto number = static_cast<unsigned>(::getpid()) * static_cast<unsigned>(kTries) + static_cast<unsigned>(i);
      std::string name = m_target + "." + std::to_string(number % 1'000'000);
      if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0) {
        m_name = std::move(name);
        return true;
      }
      if (errno != EEXIST) break;
    }
    m_staysNameless = true;
    return false;
  }

  std::string m_target;
  std::string m_name;  // empty: none yet
  bool m_staysNameless = false;
  int m_fd = -1;
};

// Fills it and puts it in the target's place; false: errno says why.
bool complete(Successor& file, mode_t mode, std::string_view bytes, struct stat& written) {
  return file.get() >= 0 && ::fchmod(file.get(), mode) == 0 && writeAll(file.get(), bytes) &&
         ::fsync(file.get()) == 0 && ::fstat(file.get(), &written) == 0 && file.takePlace();
}

// What the path finally names, so that a link stays a link.
std::string resolved(const std::string& path) {
  std::error_code error;
  const auto target = std::filesystem::canonical(path, error);
  return error ? path : target.string();
}

// A link that names nothing. Writing would put a file in its place.
bool isDangling(const std::string& path) {
  struct stat info{};
  return ::stat(path.c_str(), &info) != 0 && ::lstat(path.c_str(), &info) == 0 && S_ISLNK(info.st_mode);
}

FileStamp stampFrom(const struct stat& info) {
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
  return {true, info.st_dev, info.st_ino, static_cast<std::uint64_t>(info.st_size),
          info.st_mtim.tv_sec * kNanoseconds + info.st_mtim.tv_nsec};
}

}  // namespace

Error systemError(const std::string& path, std::string_view what) {
  return {ErrorCode::unreadable, path, {}, std::string(what) + ": " + std::generic_category().message(errno)};
}

std::string beginningOfFile(const std::string& path, std::size_t most) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) return {};
  std::string out(most, '\0');
  const ssize_t got = ::read(file.get(), out.data(), out.size());
  out.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return out;
}

bool writeAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(descriptor, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

void syncFolder(const std::string& folder) {
  const Descriptor fd(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.get() >= 0) ::fsync(fd.get());
}

Result<std::string> readFile(const std::string& path, std::size_t limit) {
  // Non-blocking, so that a pipe is refused instead of waited for.
  const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (fd.get() < 0) return systemError(path, "cannot be opened");
  struct stat info{};
  if (::fstat(fd.get(), &info) != 0) return systemError(path, "cannot be read");
  if (S_ISDIR(info.st_mode)) return Error{ErrorCode::unreadable, path, {}, "is a folder, not a file"};
  if (!S_ISREG(info.st_mode)) return Error{ErrorCode::unreadable, path, {}, "is no regular file"};
  const auto tooLarge = [&] {
    return Error{
        ErrorCode::tooLarge, path, {}, "is larger than the limit of " + std::to_string(limit / kMebibyte) + " MiB"};
  };
  if (static_cast<std::size_t>(info.st_size) > limit) return tooLarge();
  std::string bytes(static_cast<std::size_t>(info.st_size), '\0');
  std::size_t got = 0;
  while (true) {
    if (got == bytes.size()) bytes.resize(bytes.size() + 4096);  // it may have grown meanwhile
    const ssize_t n = ::read(fd.get(), bytes.data() + got, bytes.size() - got);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return systemError(path, "cannot be read");
    if (n == 0) break;
    got += static_cast<std::size_t>(n);
    if (got > limit) return tooLarge();
  }
  bytes.resize(got);
  return bytes;
}

Result<FileStamp> writeFileAtomically(const std::string& path, std::string_view bytes) {
  const std::string target = resolved(path);
  struct stat before{};
  const bool replaces = ::stat(target.c_str(), &before) == 0;
  if (replaces && S_ISDIR(before.st_mode)) return Error{ErrorCode::unreadable, path, {}, "is a folder, not a file"};
  if (replaces && !S_ISREG(before.st_mode)) return Error{ErrorCode::unreadable, path, {}, "is no regular file"};
  if (isDangling(path)) return Error{ErrorCode::unreadable, path, {}, "is a link to something that is not there"};
  const auto fail = [&] { return systemError(path, "cannot be written"); };
  mode_t mode = 0;
  if (replaces) {
    // Replacing a file needs only the folder's permission: what its owner protected stays protected.
    if (::access(target.c_str(), W_OK) != 0) return fail();
    mode = before.st_mode & 07777;
  } else {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    mode = 0666 & ~mask;
  }
  struct stat written{};
  Successor file(target);
  if (!complete(file, mode, bytes, written)) {
    if (!file.staysNameless()) return fail();
    Successor named(target, true);
    if (!complete(named, mode, bytes, written)) return fail();
  }
  syncFolder(std::filesystem::path(target).parent_path().string());
  return stampFrom(written);
}

FileStamp stampOf(const std::string& path) {
  struct stat info{};
  return ::stat(path.c_str(), &info) == 0 ? stampFrom(info) : FileStamp{};
}

}  // namespace nines
