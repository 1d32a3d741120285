// Renaming in place.
#include "canvas/canvas_tip.h"
#include "canvas/canvas_view.h"
#include "canvas/lock_words.h"
#include "canvas/title_editor.h"

namespace nines {

namespace {

const std::string kNoteText = "text";

// A note shows its text, everything else its name. Nothing for a text of several lines: a field of one would lose them.
std::optional<std::string> editableTitle(const Design& design, NodeIndex i) {
  const Kind* kind = design.kind(i);
  if (!kind || kind->shape != Shape::note) return design.node(i).name;
  const Reading reading = design.read(i, kNoteText);
  std::string text = reading.known() ? std::string(reading.text()) : std::string();
  if (text.find('\n') != std::string::npos) return std::nullopt;
  return text;
}

Edit renameEdit(const Design& design, NodeIndex i, const QString& name) {
  const Node& node = design.node(i);
  const Kind* kind = design.kind(i);
  if (!kind || kind->shape != Shape::note) return {"Rename " + node.title(), {RenameNode{node.id, name.toStdString()}}};
  std::optional<Value> value;
  if (!name.isEmpty()) value = Value(name.toStdString());
  return {"Edit " + node.title(), {SetNodeProperty{node.id, kNoteText, value}}};
}

}  // namespace

void CanvasView::renameSelected() {
  // A copy of the id: half-typed text can replace the design.
  if (const NodeIndex only = onlySelectedNode(); only != kNone)
    startRename(std::string(m_scene.design().node(only).id));
}

void CanvasView::startRename(const std::string& id) {
  cancelGesture();
  commitPending();
  const NodeIndex i = m_scene.design().indexOf(id);
  if (i == kNone) return;
  if (m_document->isReadOnly()) return say(tr("The design is read-only during a drill"));
  if (m_scene.design().node(i).locked) return say(lockedText(m_scene.design(), {&i, 1}));
  const auto title = editableTitle(m_scene.design(), i);
  if (!title) return say(tr("This note has several lines: edit it in the inspector"));
  reveal(QString::fromStdString(id));
  m_selection->setHovered({});
  m_tip->hide();
  m_titleEditor = new TitleEditor(id, QString::fromStdString(*title), viewport());
  connect(m_titleEditor, &TitleEditor::finished, this, &CanvasView::endRename);
  placeTitleEditor();
  m_titleEditor->show();
  m_titleEditor->setFocus(Qt::OtherFocusReason);
  updateActions();
}

// It stays over its name while the view scrolls and zooms.
void CanvasView::placeTitleEditor() {
  if (!m_titleEditor) return;
  const auto title = titlePlace(m_scene, m_scene.design().indexOf(m_titleEditor->id()));
  if (title) m_titleEditor->place(*title, viewportPoint(title->area.topLeft()), m_zoom);
}

void CanvasView::endRename(bool committed, const QString& name) {
  TitleEditor* editor = std::exchange(m_titleEditor, nullptr);
  // Before it hides: that would hand the focus on as the Tab key does.
  if (editor->hasFocus()) setFocus(Qt::OtherFocusReason);
  editor->hide();
  editor->deleteLater();
  updateActions();
  const NodeIndex i = m_scene.design().indexOf(editor->id());
  if (committed && i != kNone) submit(renameEdit(m_scene.design(), i, name));
}

void CanvasView::commitPending() {
  if (m_titleEditor) m_titleEditor->finish(true);
}

}  // namespace nines
