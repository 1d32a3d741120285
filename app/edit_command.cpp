#include "edit_command.h"

#include <cmath>
#include <cstddef>
#include <utility>

#include "session.h"
#include "theme/text.h"

namespace nines {

namespace {

const Rect* rectIn(const Change& change, const NodeId& id) {
  const auto* set = std::get_if<SetNodeRect>(&change);
  return set && set->rect && set->id == id ? &*set->rect : nullptr;
}

// Places may be fractions, whose differences are not exact.
constexpr double kExact = 1e-6;

bool isSame(Point a, Point b) { return std::abs(a.x - b.x) < kExact && std::abs(a.y - b.y) < kExact; }

// Nothing where the edit does anything else.
std::optional<PixelStep> pixelStep(const Edit& edit, const Edit& inverse) {
  if (edit.changes.size() != inverse.changes.size()) return std::nullopt;
  PixelStep step;
  for (std::size_t i = 0; i < edit.changes.size(); ++i) {
    const Change& back = *(inverse.changes.rbegin() + static_cast<std::ptrdiff_t>(i));  // an inverse goes backwards
    if (const auto* bends = std::get_if<SetLinkBends>(&edit.changes[i])) {
      const auto* were = std::get_if<SetLinkBends>(&back);
      if (!were || were->id != bends->id) return std::nullopt;
      step.links.push_back(bends->id);
      continue;
    }
    const auto* set = std::get_if<SetNodeRect>(&edit.changes[i]);
    if (!set) return std::nullopt;
    const Rect* now = rectIn(edit.changes[i], set->id);
    const Rect* before = rectIn(back, set->id);
    if (!now || !before || before->width != now->width || before->height != now->height) return std::nullopt;
    const Point by = now->topLeft() - before->topLeft();
    if (step.nodes.empty()) step.by = {std::round(by.x), std::round(by.y)};
    if (!isSame(by, step.by)) return std::nullopt;
    step.nodes.push_back(set->id);
  }
  const bool isPixel = std::abs(step.by.x) + std::abs(step.by.y) == 1;  // of whole numbers
  return isPixel ? std::optional(step) : std::nullopt;
}

}  // namespace

EditCommand::EditCommand(Session& session, Edit edit, Outcome outcome)
    : m_session(session),
      m_edit(std::move(edit)),
      m_inverse(outcome.applied.inverse),
      m_outcome(std::move(outcome)),
      m_pixelStep(pixelStep(m_edit, m_inverse)),
      m_afterUndo(session.undoStack()->canRedo()) {
  // It stands in menus, where an ampersand marks the key to press.
  setText(toQString(m_edit.label).replace(QLatin1Char('&'), QLatin1String("&&")));
}

void EditCommand::redo() {
  // Taken out before: views that are told of the edit may ask for the next step of the history.
  if (auto outcome = std::exchange(m_outcome, std::nullopt)) m_session.adopt(m_edit, std::move(*outcome));
  else m_session.repeat(m_edit);
}

bool EditCommand::mergeWith(const QUndoCommand* next) {
  const auto* step = static_cast<const EditCommand*>(next);  // all commands here are
  if (step->m_afterUndo || !m_pixelStep || m_pixelStep != step->m_pixelStep) return false;
  m_edit = step->m_edit;  // where everything stands then; the inverse knows where it stood before the first
  return true;
}

void EditCommand::undo() { m_session.repeat(m_inverse); }

}  // namespace nines
