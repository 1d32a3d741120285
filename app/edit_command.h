// The one undo command: an edit and its inverse. Ids and values only, so that it outlives whatever it touched.
#pragma once

#include <QUndoCommand>

#include "topology/edit.h"

namespace nines {

class Session;

class EditCommand final : public QUndoCommand {
 public:
  // The edit must fit the session's topology.
  EditCommand(Session& session, Edit edit);

  void redo() override;
  void undo() override;

 private:
  Session& m_session;
  Edit m_edit;
  Edit m_inverse;
  bool m_done = false;  // has been carried out before: what comes now is history
};

}  // namespace nines
