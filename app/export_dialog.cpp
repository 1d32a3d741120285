#include "export_dialog.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include "busy_cursor.h"
#include "drag_source.h"
#include "export_mime.h"
#include "export_preview.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kMargin = 16;
constexpr int kFormWidth = 320;
constexpr QSize kSize{920, 580};
constexpr QSize kAround{16, 40};  // what a window frame takes of a small screen
constexpr QSize kDragPicture{160, 120};

// A file to be taken by the mouse: framed, so that it looks like a thing.
class FileTile final : public QLabel {
 public:
  explicit FileTile(QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setContentsMargins(8, 0, 8, 0);
    setFixedHeight(metrics::kChip);
  }

 protected:
  void paintEvent(QPaintEvent* event) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(themeColour(Token::fieldBorder));
    painter.setBrush(underMouse() ? themeColour(Token::hover) : themeColour(Token::field));
    painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), metrics::kFieldRadius, metrics::kFieldRadius);
    painter.end();
    QLabel::paintEvent(event);
  }
  void enterEvent(QEnterEvent*) override { update(); }
  void leaveEvent(QEvent*) override { update(); }
};

}  // namespace

ExportDialog::ExportDialog(std::shared_ptr<const Design> design, std::shared_ptr<const Report> report,
                           std::vector<NodeId> selected, ExportMoment moment, const QString& name, QWidget* parent)
    : QDialog(parent),
      m_design(std::move(design)),
      m_report(std::move(report)),
      m_name(name),
      m_form(new ExportForm(*m_design, std::move(selected), std::move(moment), this)),
      m_preview(new ExportPreview(m_design, this)) {
  setWindowTitle(tr("Export"));
  m_form->setFixedWidth(kFormWidth);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  layout->setSpacing(kMargin);
  auto* columns = new QHBoxLayout;
  columns->setSpacing(kMargin);
  columns->addWidget(m_form, 0, Qt::AlignTop);
  columns->addLayout(buildPreview(), 1);
  layout->addLayout(columns, 1);
  layout->addLayout(buildButtons());
  connect(m_form, &ExportForm::changed, this, &ExportDialog::follow);
  connect(m_form, &ExportForm::sized, this, &ExportDialog::followSize);
  connect(m_preview, &ExportPreview::drawn, this, [this] { m_form->setDrawing(m_preview->drawing()); });
  resize(kSize.boundedTo(screen()->availableSize() - kAround));
  follow();
  m_form->formats()->setFocus();
}

QWidget* ExportDialog::fileTile() const { return m_file; }

QLayout* ExportDialog::buildPreview() {
  auto* column = new QVBoxLayout;
  column->setSpacing(8);
  column->addWidget(m_preview, 1);
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  m_file = new FileTile(this);
  m_file->setAccessibleName(tr("The file, to be dragged"));
  row->addWidget(m_file);
  m_note = new MutedLabel(this);
  m_note->setFont(uiFont(metrics::kSmallText));
  m_note->setText(tr("Drag this or the picture into another program."));
  row->addWidget(m_note, 1);
  column->addLayout(row);
  makeDraggable(m_file);
  makeDraggable(m_preview->picture());
  return column;
}

QLayout* ExportDialog::buildButtons() {
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  m_copy = new QPushButton(tr("&Copy"), this);
  m_copy->setToolTip(tr("Put it on the clipboard"));
  m_copy->setAutoDefault(false);
  auto* cancel = new QPushButton(tr("Cancel"), this);
  cancel->setAutoDefault(false);
  m_export = new QPushButton(tr("&Export…"), this);
  m_export->setDefault(true);
  row->addWidget(m_copy);
  row->addStretch(1);
  row->addWidget(cancel);
  row->addWidget(m_export);
  connect(m_copy, &QPushButton::clicked, this, &ExportDialog::copy);
  connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
  connect(m_export, &QPushButton::clicked, this, &ExportDialog::exportRequested);
  return row;
}

void ExportDialog::makeDraggable(QWidget* widget) {
  auto* source = new DragSource(widget, [this]() -> QMimeData* {
    const BusyCursor busy;
    QString why;
    const QString file = temporaryExport(*m_design, request(), m_name, &why);
    if (file.isEmpty()) {
      m_note->setText(why);
      return nullptr;
    }
    m_form->remember();
    return new ExportMimeData(m_design, request(), file);
  });
  source->setPicture(
      [this] { return m_preview->drawing() ? m_preview->picture()->picture(kDragPicture) : m_file->grab(); });
}

ExportRequest ExportDialog::request() const {
  ExportRequest request = m_form->request();
  request.report = m_report;
  return request;
}

QString ExportDialog::fileName() const {
  return m_name + QLatin1Char('.') + m_form->formats()->currentData().toString();
}

void ExportDialog::follow() {
  const ExportRequest asked = request();
  m_file->setText(m_file->fontMetrics().elidedText(fileName(), Qt::ElideMiddle, width() / 3));
  m_file->setToolTip(fileName());
  m_preview->follow(asked);
  m_note->setText(m_preview->showsPicture() ? tr("Drag this or the picture into another program.")
                                            : tr("Drag this into another program."));
  followSize();
}

void ExportDialog::followSize() {
  const bool possible = m_form->problem().isEmpty();
  m_export->setEnabled(possible);
  m_copy->setEnabled(possible);
}

void ExportDialog::copy() {
  const BusyCursor busy;
  QGuiApplication::clipboard()->setMimeData(new ExportMimeData(m_design, request(), {}));
  m_form->remember();
  m_note->setText(tr("It is on the clipboard."));
}

void ExportDialog::done(int result) {
  if (result == QDialog::Accepted) m_form->remember();
  QDialog::done(result);
}

}  // namespace nines
