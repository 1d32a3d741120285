#include "edit_command.h"

#include <utility>

#include "session.h"
#include "theme/text.h"

namespace nines {

EditCommand::EditCommand(Session& session, Edit edit, Outcome outcome)
    : m_session(session), m_edit(std::move(edit)), m_inverse(outcome.applied.inverse), m_outcome(std::move(outcome)) {
  // It stands in menus, where an ampersand marks the key to press.
  setText(toQString(m_edit.label).replace(QLatin1Char('&'), QLatin1String("&&")));
}

void EditCommand::redo() {
  // Taken out before: views that are told of the edit may ask for the next step of the history.
  if (auto outcome = std::exchange(m_outcome, std::nullopt)) m_session.adopt(m_edit, std::move(*outcome));
  else m_session.repeat(m_edit);
}

void EditCommand::undo() { m_session.repeat(m_inverse); }

}  // namespace nines
