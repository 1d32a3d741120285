#include "display.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string_view>

namespace nines {

namespace {

std::string valueOf(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

// Connects to a socket of this machine; `abstract` ones have a name without a file.
bool answers(const std::string& path, bool abstract = false) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::size_t start = abstract ? 1 : 0;
  if (path.size() + start >= sizeof(address.sun_path)) return false;
  std::memcpy(address.sun_path + start, path.data(), path.size());
  const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return false;
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + start + path.size());
  const bool connected = ::connect(fd, reinterpret_cast<const sockaddr*>(&address), length) == 0;
  ::close(fd);
  return connected;
}

// ":7", ":7.1" and "unix:7" are displays of this machine.
std::optional<std::string> localNumber(std::string_view display) {
  const std::size_t colon = display.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view host = display.substr(0, colon);
  if (!host.empty() && host != "unix") return std::nullopt;
  const std::string_view rest = display.substr(colon + 1);
  return std::string(rest.substr(0, rest.find('.')));
}

bool windowSystemAnswers(const std::string& display) {
  const auto number = localNumber(display);
  if (!number) return true;
  const std::string path = "/tmp/.X11-unix/X" + *number;
  return answers(path) || answers(path, true);
}

bool waylandAnswers(const std::string& display) {
  if (display.starts_with('/')) return answers(display);
  return answers(valueOf("XDG_RUNTIME_DIR") + "/" + display);
}

}  // namespace

std::string displayProblem() {
  const std::string platform = valueOf("QT_QPA_PLATFORM");
  const bool needsX = platform.starts_with("xcb");
  const bool needsWayland = platform.starts_with("wayland");
  if (!platform.empty() && !needsX && !needsWayland) return {};  // it draws elsewhere
  const std::string x = needsWayland ? "" : valueOf("DISPLAY");
  const std::string wayland = needsX ? "" : valueOf("WAYLAND_DISPLAY");
  if (x.empty() && wayland.empty()) return "there is no display to open a window on";
  if ((!x.empty() && windowSystemAnswers(x)) || (!wayland.empty() && waylandAnswers(wayland))) return {};
  return "no display answers at " + (x.empty() ? wayland : x);
}

}  // namespace nines
