#include "export_preview.h"

#include <QFontDatabase>
#include <QImage>
#include <QPainter>
#include <QPlainTextEdit>
#include <algorithm>
#include <cmath>

#include "drawing/any_ground.h"
#include "drawing/draw_design.h"
#include "painting/page_setup.h"
#include "painting/painter_backend.h"
#include "painting/png.h"
#include "theme/metrics.h"
#include "theme/theme_style.h"
#include "thumbnail.h"

namespace nines {

namespace {

constexpr int kMargin = 12;
constexpr int kChequer = 8;
constexpr std::size_t kLongestText = std::size_t{24} * 1024;
constexpr QSize kLeast{320, 260};
// Drawings up to this size are painted in full and made smaller then: words stay words, however small.
constexpr std::size_t kWholeGroups = 4000;
constexpr double kWholePixels = 12e6;

// No further than where a letter begins.
QString beginningOf(const std::string& text) {
  if (text.size() <= kLongestText) return QString::fromStdString(text);
  std::size_t end = kLongestText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(end)) + QStringLiteral("\n…");
}

// Of a picture without a ground.
void paintChequer(QPainter& painter, const QRectF& area) {
  painter.save();
  painter.setClipRect(area);
  painter.fillRect(area, themeColour(Token::base));
  const QColor dark = themeColour(Token::track);
  for (int row = 0; row * kChequer < area.height(); ++row) {
    for (int column = row % 2; column * kChequer < area.width(); column += 2)
      painter.fillRect(QRectF(area.left() + column * kChequer, area.top() + row * kChequer, kChequer, kChequer), dark);
  }
  painter.restore();
}

// The part `page` of a drawing, on a painter whose pixels are as large as 1 / scale of it.
void paintSmall(QPainter& painter, const DisplayList& list, const Theme& theme, const Rect& page, double scale) {
  const bool small = page.width * page.height <= kWholePixels && list.groups.size() <= kWholeGroups;
  if (!small || scale >= 1) return paintReduced(painter, list, theme, scale);
  const QSize size(static_cast<int>(std::ceil(page.width)), static_cast<int>(std::ceil(page.height)));
  QImage whole(size, QImage::Format_ARGB32_Premultiplied);
  if (whole.isNull()) return paintReduced(painter, list, theme, scale);
  whole.fill(Qt::transparent);
  QPainter on(&whole);
  on.setRenderHint(QPainter::Antialiasing);
  on.translate(-page.x, -page.y);
  paint(on, list, theme);
  on.end();
  // Averaged, which painting it smaller would not do.
  const double pixels = scale * painter.device()->devicePixelRatioF();
  const QImage reduced =
      whole.scaled((QSizeF(size) * pixels).toSize(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
  painter.drawImage(QRectF(page.x, page.y, page.width, page.height), reduced);
}

std::vector<NodeIndex> indicesOf(const Design& design, const std::vector<NodeId>& ids) {
  std::vector<NodeIndex> out;
  out.reserve(ids.size());
  for (const NodeId& id : ids) {
    if (const NodeIndex i = design.indexOf(id); i != kNone) out.push_back(i);
  }
  return out;
}

// What each page shows of the drawing; nothing where there is one page as large as it.
std::vector<Rect> sheetsOf(const ExportRequest& request, const Rect& drawing) {
  std::vector<Rect> out;
  if (request.format != ExportFormat::pdf || request.page.paper == Paper::drawing) return out;
  const auto plan = planPages(request.page, drawing);
  if (!plan) return out;
  out.reserve(static_cast<std::size_t>(plan->pages()));
  for (int page = 0; page < plan->pages(); ++page) {
    const PageTile tile = plan->tile(page);
    const double left = tile.origin.x - tile.target.x / plan->scale;
    const double top = tile.origin.y - tile.target.y / plan->scale;
    out.push_back({left, top, plan->width / plan->scale, plan->height / plan->scale});
  }
  return out;
}

}  // namespace

ExportPicture::ExportPicture(QWidget* parent) : QWidget(parent) {
  setMinimumSize(kLeast);
  setAccessibleName(tr("Preview"));
}

void ExportPicture::present(std::shared_ptr<const DisplayList> list, const Theme* theme, bool background,
                            std::vector<Rect> sheets) {
  m_list = std::move(list);
  m_theme = theme;
  m_background = background;
  m_sheets = std::move(sheets);
  m_painted = {};
  update();
}

QPixmap ExportPicture::picture(QSize room) const {
  const qreal ratio = devicePixelRatioF();
  Rect page = m_list->bounds.grown(kPngMargin);
  for (const Rect& sheet : m_sheets) page = page.united(sheet);
  const double scale = std::min({room.width() / page.width, room.height() / page.height, 1.0});
  const QSize size(std::max(1, static_cast<int>(page.width * scale)),
                   std::max(1, static_cast<int>(page.height * scale)));
  QPixmap out((QSizeF(size) * ratio).toSize());
  out.setDevicePixelRatio(ratio);
  out.fill(Qt::transparent);
  QPainter painter(&out);
  if (!m_background) paintChequer(painter, QRectF(QPointF(), size));
  else painter.fillRect(QRectF(QPointF(), size), toQColor(m_theme->colour(Token::canvas)));
  painter.setRenderHint(QPainter::Antialiasing);
  painter.scale(scale, scale);
  painter.translate(-page.x, -page.y);
  // As it is exported: words that the canvas would carry get grounds of their own.
  paintSmall(painter, m_background ? *m_list : onAnyGround(*m_list, FontMeasure()), *m_theme, page, scale);
  paintSheets(painter, page, scale, size);
  return out;
}

// Whole pixels, so that the outermost lines are inside as well.
void ExportPicture::paintSheets(QPainter& painter, const Rect& page, double scale, QSize size) const {
  painter.resetTransform();
  painter.setBrush(Qt::NoBrush);
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setPen(QPen(toQColor(m_theme->colour(Token::accent)), 1, Qt::DashLine));
  for (const Rect& sheet : m_sheets) {
    const QPoint from(qRound((sheet.x - page.x) * scale), qRound((sheet.y - page.y) * scale));
    const QPoint to(std::min(qRound((sheet.right() - page.x) * scale), size.width() - 1),
                    std::min(qRound((sheet.bottom() - page.y) * scale), size.height() - 1));
    painter.drawRect(QRect(from, QSize(to.x() - from.x(), to.y() - from.y())));
  }
}

void ExportPicture::resizeEvent(QResizeEvent*) { m_painted = {}; }

void ExportPicture::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), themeColour(Token::base));
  painter.setPen(themeColour(Token::border2));
  painter.drawRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5));
  if (!m_list) {
    painter.setFont(uiFont(metrics::kEmptyText));
    painter.setPen(themeColour(Token::muted));
    painter.drawText(rect(), Qt::AlignCenter, tr("Drawing…"));
    return;
  }
  const QSize room = size() - QSize(2 * kMargin, 2 * kMargin);
  if (m_painted.isNull() || m_painted.devicePixelRatio() != devicePixelRatioF()) m_painted = picture(room);
  const QSizeF seen = m_painted.deviceIndependentSize();
  painter.drawPixmap(QPointF(std::round((width() - seen.width()) / 2), std::round((height() - seen.height()) / 2)),
                     m_painted);
}

ExportPreview::ExportPreview(std::shared_ptr<const Design> design, QWidget* parent)
    : QStackedWidget(parent),
      m_design(std::move(design)),
      m_picture(new ExportPicture(this)),
      m_text(new QPlainTextEdit(this)),
      m_work(new LatestWork(this)) {
  m_text->setReadOnly(true);
  m_text->setAccessibleName(tr("Preview"));
  m_text->setTabChangesFocus(true);
  QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  fixed.setPixelSize(qRound(metrics::kSmallText));
  m_text->setFont(fixed);
  addWidget(m_picture);
  addWidget(m_text);
}

void ExportPreview::follow(const ExportRequest& request) {
  m_request = request;
  const auto rows = exportFormats();
  const bool picture = std::ranges::find(rows, request.format, &ExportFormatRow::format)->picture;
  setCurrentWidget(picture ? static_cast<QWidget*>(m_picture) : m_text);
  if (picture) followPicture(request);
  else followText(request);
}

// Theme, ground and pages only paint another time what is drawn already.
void ExportPreview::followPicture(const ExportRequest& request) {
  if (m_picture->list() && request.only == m_drawnOnly && request.drill == m_drawnDrill &&
      request.legend == m_drawnLegend) {
    m_work->forget();
    showPicture();
    return;
  }
  m_picture->present(nullptr, request.theme, request.background, {});
  m_work->ask([this, design = m_design, only = request.only, drill = request.drill,
               legend = request.legend]() -> LatestWork::Done {
    const FontMeasure measure;
    auto list = std::make_shared<const DisplayList>(
        drawPicture(*design, measure, indicesOf(*design, only), drill.get(), legend));
    return [this, list = std::move(list), only, drill, legend] {
      m_drawnOnly = only;
      m_drawnDrill = drill;
      m_drawnLegend = legend;
      m_picture->present(list, m_request.theme, m_request.background, {});
      showPicture();
    };
  });
  emit drawn();
}

void ExportPreview::showPicture() {
  const auto list = m_picture->list();
  m_picture->present(list, m_request.theme, m_request.background, sheetsOf(m_request, list->bounds));
  emit drawn();
}

void ExportPreview::followText(const ExportRequest& request) {
  m_text->setLineWrapMode(request.format == ExportFormat::json ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap);
  m_text->setPlaceholderText(tr("Writing…"));
  m_text->clear();
  m_work->ask([this, design = m_design, request]() -> LatestWork::Done {
    const auto bytes = exportedBytes(*design, request);
    const QString text = bytes ? beginningOf(*bytes) : QString::fromStdString(bytes.error().reason);
    return [this, text] {
      m_text->setPlainText(text);
      emit drawn();
    };
  });
}

std::optional<Rect> ExportPreview::drawing() const {
  if (currentWidget() != m_picture || !m_picture->list()) return std::nullopt;
  return m_picture->list()->bounds;
}

QString ExportPreview::text() const { return currentWidget() == m_text ? m_text->toPlainText() : QString(); }

}  // namespace nines
