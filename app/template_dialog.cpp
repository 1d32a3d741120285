#include "template_dialog.h"

#include <QDialogButtonBox>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include "formats/native.h"
#include "painting/painter_backend.h"
#include "support/resources.h"
#include "theme/text.h"
#include "thumbnail.h"

namespace nines {

namespace {

constexpr QSize kThumbnail{272, 176};
constexpr QSize kCell{296, 216};
constexpr QSize kAround{16, 40};  // what a window frame takes of a small screen
constexpr int kColumns = 2;
constexpr int kRows = 2;

// The chosen one has a frame instead of the toolkit's tint, which would hide the picture.
QIcon iconOf(const QPixmap& picture, const Theme& theme) {
  QPixmap framed = picture;
  QPainter painter(&framed);
  constexpr double kFrame = 2;
  painter.setPen(QPen(toQColor(theme.colour(Token::accent)), kFrame));
  painter.drawRect(
      QRectF(QPointF(), picture.deviceIndependentSize()).adjusted(kFrame / 2, kFrame / 2, -kFrame / 2, -kFrame / 2));
  painter.end();
  QIcon icon(picture);
  icon.addPixmap(framed, QIcon::Selected);
  return icon;
}

}  // namespace

TemplateDialog::TemplateDialog(const Theme& theme, QWidget* parent) : QDialog(parent), m_list(new QListWidget(this)) {
  setWindowTitle(tr("New from template"));
  m_list->setAccessibleName(tr("Templates"));
  m_list->setViewMode(QListView::IconMode);
  m_list->setMovement(QListView::Static);
  m_list->setResizeMode(QListView::Adjust);
  m_list->setUniformItemSizes(true);
  m_list->setIconSize(kThumbnail);
  m_list->setGridSize(kCell);
  m_list->setWordWrap(true);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Open | QDialogButtonBox::Cancel, this);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(m_list);
  layout->addWidget(buttons);
  // Enter reaches the default button from the list too.
  buttons->button(QDialogButtonBox::Open)->setDefault(true);
  connect(m_list, &QListWidget::itemDoubleClicked, this, &QDialog::accept);
  connect(m_list, &QListWidget::currentRowChanged, this,
          [buttons](int row) { buttons->button(QDialogButtonBox::Open)->setEnabled(row >= 0); });
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  addExamples(theme);
  const QMargins margins = layout->contentsMargins();
  const int scrollBar = style()->pixelMetric(QStyle::PM_ScrollBarExtent);
  const QSize wanted(kColumns * kCell.width() + scrollBar + 8 + margins.left() + margins.right(),
                     kRows * kCell.height() + 8 + buttons->sizeHint().height() + 3 * margins.bottom());
  resize(wanted.boundedTo(screen()->availableSize() - kAround));
  m_list->setFocus();
}

void TemplateDialog::addExamples(const Theme& theme) {
  for (const Resource& example : resourcesBelow("templates/")) {
    const std::string path(example.path);
    auto topology = readDesign(example.text, path, Catalogue::shipped());
    if (!topology) continue;  // the tests read every example
    const Profile& profile = Profiles::shipped().orDefault(topology->profile);
    const QString name = toQString(topology->name);
    const Design design(std::make_shared<const Topology>(std::move(*topology)), Catalogue::shipped(), profile);
    const QPixmap picture = thumbnailOf(design, theme, kThumbnail, devicePixelRatioF());
    auto* item = new QListWidgetItem(iconOf(picture, theme), name, m_list);
    item->setData(Qt::UserRole, toQString(path));
  }
  m_list->setCurrentRow(0);
}

QString TemplateDialog::chosen() const {
  const QListWidgetItem* item = m_list->currentItem();
  return item ? item->data(Qt::UserRole).toString() : QString();
}

}  // namespace nines
