// JSON from left to right, for what the command line prints. Private to the formats.
#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "topology/value.h"

namespace nines::json {

// JSON text with the characters that are not seen (isUnseen()), and ends of lines of Unicode's own, by their numbers:
// the same values, in a text that nothing in it turns around. They can stand in strings only.
std::string withHiddenNumbered(std::string_view text);

// Takes the next part of a text; false if it cannot, and wants no more.
using Sink = std::function<bool(std::string_view part)>;

// Commas come by themselves. What is not seen stands there by its number.
class Writer {
 public:
  Writer() = default;
  // Gives the text away in parts, so that no text is too long to be held: to be ended by finish().
  explicit Writer(Sink sink) : m_sink(std::move(sink)) {}

  // The whole text, one line.
  std::string take() && { return std::move(m_out += '\n'); }
  // The last part. False if the sink refused one.
  bool finish() &&;
  // The sink has refused a part: what is written from now on is for nobody.
  bool isRefused() const { return m_refused; }

  template <class Body>
  void object(Body body) {
    open('{');
    body();
    close('}');
  }
  template <class Items, class Each>
  void array(const Items& items, Each each) {
    open('[');
    for (const auto& item : items) each(item);
    close(']');
  }

  // Of what comes one after the other, each as a value of its own.
  template <std::invocable Body>
  void array(Body body) {
    open('[');
    body();
    close(']');
  }

  template <class Texts>
  void strings(const Texts& texts) {
    array(texts, [&](const auto& text) { value(text); });
  }

  Writer& key(std::string_view name) {
    value(name);
    m_out += ": ";
    m_first = true;  // the value follows without a comma
    return *this;
  }

  void value(std::string_view text);
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(const char* text) { value(std::string_view(text)); }
  void value(std::same_as<bool> auto flag) { raw(flag ? "true" : "false"); }
  void value(std::size_t count) { raw(std::to_string(count)); }
  void value(const Value& any);
  // Shortest digits that give the same number again.
  void value(double number);
  void value(std::optional<double> number) { number ? value(*number) : null(); }
  void null() { raw("null"); }
  void textOrNull(std::string_view text) { text.empty() ? null() : value(text); }

 private:
  void separate() {
    if (!m_first) m_out += ", ";
    m_first = false;
  }
  void raw(std::string_view text) {
    separate();
    m_out += text;
  }
  void open(char bracket) {
    separate();
    m_out += bracket;
    m_first = true;
  }
  void close(char bracket) {
    m_out += bracket;
    m_first = false;
    if (m_sink && m_out.size() >= kPart) giveAway();
  }
  void giveAway();

  static constexpr std::size_t kPart = 1U << 16U;  // bytes, or a little more: parts end where something closes

  Sink m_sink;
  std::string m_out;
  bool m_first = true;
  bool m_refused = false;
};

}  // namespace nines::json
