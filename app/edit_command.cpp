#include "edit_command.h"

#include "session.h"

namespace nines {

EditCommand::EditCommand(Session& session, Edit edit) : m_session(session), m_edit(std::move(edit)) {
  setText(QString::fromStdString(m_edit.label));
}

void EditCommand::redo() { m_inverse = m_session.carryOut(m_edit, std::exchange(m_done, true)); }

void EditCommand::undo() { m_session.carryOut(m_inverse, true); }

}  // namespace nines
