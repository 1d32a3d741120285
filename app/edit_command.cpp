#include "edit_command.h"

#include "session.h"

namespace nines {

EditCommand::EditCommand(Session& session, Edit edit) : m_session(session), m_edit(std::move(edit)) {
  // It stands in menus, where an ampersand marks the key to press.
  setText(QString::fromStdString(m_edit.label).replace(QLatin1Char('&'), QLatin1String("&&")));
}

void EditCommand::redo() { m_inverse = m_session.carryOut(m_edit, std::exchange(m_done, true)); }

void EditCommand::undo() { m_session.carryOut(m_inverse, true); }

}  // namespace nines
