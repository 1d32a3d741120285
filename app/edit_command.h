// The one undo command: an edit and its inverse. Ids and values only, so that it outlives whatever it touched.
#pragma once

#include <QUndoCommand>
#include <memory>
#include <optional>
#include <vector>

#include "topology/edit.h"

namespace nines {

class Session;

// An edit carried out on a copy of the design.
struct Outcome {
  std::shared_ptr<const Topology> topology;
  Applied applied;
};

// By a pixel along one axis, with the bends of links that go along; nothing else changes.
struct PixelStep {
  std::vector<NodeId> nodes;
  std::vector<LinkId> links;
  Point by;  // whole
  bool operator==(const PixelStep&) const = default;
};

class EditCommand final : public QUndoCommand {
 public:
  // `outcome` is what the edit makes of the session's topology: the first redo() only hands it over.
  EditCommand(Session& session, Edit edit, Outcome outcome);

  void redo() override;
  void undo() override;

  // A row of steps by a pixel, as arrow keys make them, is one step: nobody wants to undo pixel by pixel.
  int id() const override { return 1; }
  bool mergeWith(const QUndoCommand* next) override;

  const Edit& edit() const { return m_edit; }
  const Edit& inverse() const { return m_inverse; }

 private:
  Session& m_session;
  Edit m_edit;
  Edit m_inverse;
  std::optional<Outcome> m_outcome;  // until it is handed over; what comes then is history
  std::optional<PixelStep> m_pixelStep;
  bool m_afterUndo;  // begins a row of its own
};

}  // namespace nines
