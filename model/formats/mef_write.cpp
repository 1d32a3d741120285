#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "drawing/utf8.h"
#include "formats/mef.h"
#include "formats/xml_text.h"

namespace nines {

namespace {

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

// Identifiers of the format: letters, digits, underscores and single dashes between them, a letter first. Of different
// texts that would become the same, all but the first get a number.
class Identifiers {
 public:
  std::string of(const std::string& text, const char* fallback) {
    std::string name;
    for (const char c : text) {
      const bool keeps = isLetter(c) || isDigit(c);
      if (keeps) name += c;
      else if (!name.empty() && name.back() != '-') name += '-';
    }
    while (!name.empty() && name.back() == '-') name.pop_back();
    if (name.empty() || !isLetter(name.front())) name = std::string(fallback) + (name.empty() ? "" : "-") + name;
    std::string unique = name;
    for (std::size_t i = 2; !m_taken.insert(unique).second; ++i) unique = fmt::format("{}_{}", name, i);
    return unique;
  }

 private:
  std::unordered_set<std::string> m_taken;
};

class Writer {
 public:
  Writer(const FaultTree& tree, FaultTree::Ref top, std::span<const MefEvent> events)
      : m_tree(tree), m_top(top), m_events(events) {}

  std::string run(const std::string& name, const std::string& note) {
    const std::string topName = m_identifiers.of(name, "top");
    findNames();
    m_out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opsa-mef>\n";
    m_out += fmt::format("  <define-fault-tree name=\"{}\">\n", topName);
    m_out += fmt::format("    <define-gate name=\"{}\">\n", topName) + label(note, "      ");
    m_out += fmt::format("      {}\n    </define-gate>\n", reference(m_top));
    for (auto g = static_cast<std::uint32_t>(m_needed.size()); g-- > 1;) {
      if (m_needed[g] && m_tree.gate(g).type != FaultTree::Type::event) addGate(g);
    }
    m_out += "  </define-fault-tree>\n  <model-data>\n";
    for (std::uint32_t g = 1; g < m_needed.size(); ++g) {
      if (m_needed[g] && m_tree.gate(g).type == FaultTree::Type::event) addEvent(g);
    }
    return std::move(m_out) + "  </model-data>\n</opsa-mef>\n";
  }

 private:
  static std::string label(const std::string& text, const char* indent) {
    return text.empty() ? std::string() : fmt::format("{}<label>{}</label>\n", indent, xmlText(utf8::oneLine(text)));
  }

  void findNames() {
    m_needed.assign(m_tree.gateCount(), false);
    m_names.resize(m_tree.gateCount());
    m_needed[m_top.gate()] = true;
    for (auto g = static_cast<std::uint32_t>(m_tree.gateCount()); g-- > 1;) {
      if (!m_needed[g]) continue;
      for (const FaultTree::Ref a : m_tree.arguments(g)) m_needed[a.gate()] = true;
    }
    for (std::uint32_t g = 1; g < m_names.size(); ++g) {
      if (!m_needed[g]) continue;
      const FaultTree::Gate& gate = m_tree.gate(g);
      const bool isEvent = gate.type == FaultTree::Type::event;
      m_names[g] = m_identifiers.of(isEvent ? m_events[gate.least].name : fmt::format("g{}", g), "e");
    }
  }

  std::string reference(FaultTree::Ref r) const {
    if (r.gate() == 0) return fmt::format("<constant value=\"{}\"/>", r.isNegated() ? "true" : "false");
    const bool isEvent = m_tree.gate(r.gate()).type == FaultTree::Type::event;
    const std::string plain = fmt::format("<{} name=\"{}\"/>", isEvent ? "basic-event" : "gate", m_names[r.gate()]);
    return r.isNegated() ? "<not>" + plain + "</not>" : plain;
  }

  void addGate(std::uint32_t index) {
    const FaultTree::Gate& gate = m_tree.gate(index);
    const auto arguments = m_tree.arguments(index);
    m_out += fmt::format("    <define-gate name=\"{}\">\n", m_names[index]);
    if (gate.type == FaultTree::Type::oddly) {
      // Readers agree on two arguments only; two by two keeps the nesting flat.
      std::vector<std::string> parts;
      parts.reserve(arguments.size());
      for (const FaultTree::Ref a : arguments) parts.push_back(reference(a));
      while (parts.size() > 1) {
        std::vector<std::string> pairs;
        pairs.reserve(parts.size() / 2 + 1);
        for (std::size_t i = 0; i + 1 < parts.size(); i += 2)
          pairs.push_back("<xor>" + parts[i] + parts[i + 1] + "</xor>");
        if (parts.size() % 2 == 1) pairs.push_back(std::move(parts.back()));
        parts = std::move(pairs);
      }
      m_out += "      " + parts.front() + "\n    </define-gate>\n";
      return;
    }
    std::string open = gate.type == FaultTree::Type::all ? "and" : "or";
    std::string close = open;
    if (gate.type == FaultTree::Type::atLeast) {
      open = fmt::format("atleast min=\"{}\"", gate.least);
      close = "atleast";
    }
    m_out += fmt::format("      <{}>\n", open);
    for (const FaultTree::Ref a : arguments) m_out += "        " + reference(a) + '\n';
    m_out += fmt::format("      </{}>\n    </define-gate>\n", close);
  }

  void addEvent(std::uint32_t index) {
    const MefEvent& event = m_events[m_tree.gate(index).least];
    // The shortest digits that are this number again.
    m_out += fmt::format("    <define-basic-event name=\"{}\">\n", m_names[index]) + label(event.label, "      ");
    m_out += fmt::format("      <float value=\"{}\"/>\n    </define-basic-event>\n", event.probability);
  }

  const FaultTree& m_tree;
  FaultTree::Ref m_top;
  std::span<const MefEvent> m_events;
  Identifiers m_identifiers;
  std::vector<bool> m_needed;
  std::vector<std::string> m_names;
  std::string m_out;
};

}  // namespace

std::string writeMef(const FaultTree& tree, FaultTree::Ref top, std::span<const MefEvent> events,
                     const std::string& name, const std::string& note) {
  return Writer(tree, top, events).run(name, note);
}

}  // namespace nines
