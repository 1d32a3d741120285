// Input problems are values: Result<T> holds either a T or the Error that explains where and why.
#pragma once

#include <cassert>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>

namespace nines {

enum class ErrorCode {
  unreadable,    // the file or stream could not be read or written
  notJson,       // the text is no well-formed JSON (or no UTF-8)
  tooLarge,      // a limit on size, depth or count was passed
  unsupported,   // a format version this program does not know
  wrongType,     // a value of a type that its place does not take
  missing,       // a required key is absent
  duplicate,     // an id or key that occurs twice
  dangling,      // a reference to something that does not exist
  circular,      // a containment circle
  precondition,  // an edit that does not fit the topology it is applied to
  internal,      // shipped data is broken: a defect of ours, never of the user's file
};

// Where in a file. Lines and columns count from 1 (columns in bytes); 0 means unknown.
struct Place {
  std::size_t line = 0;
  std::size_t column = 0;
  std::string pointer;  // RFC 6901 JSON pointer, empty for the whole document

  bool operator==(const Place&) const = default;
};

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string file;
  Place place;
  std::string reason;  // one sentence without trailing full stop

  // "orders.nines:12:7 (/nodes/3/kind): reason", parts that are unknown left out. One line always.
  std::string text() const;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return m_state.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & {
    assert(ok());
    return *std::get_if<0>(&m_state);
  }
  const T& value() const& {
    assert(ok());
    return *std::get_if<0>(&m_state);
  }
  T&& value() && {
    assert(ok());
    return std::move(*std::get_if<0>(&m_state));
  }
  const Error& error() const {
    assert(!ok());
    return *std::get_if<1>(&m_state);
  }
  Error& error() {
    assert(!ok());
    return *std::get_if<1>(&m_state);
  }

  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<T, Error> m_state;
};

struct Unit {};
using Status = Result<Unit>;

}  // namespace nines
