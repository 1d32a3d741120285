// What an export will be, as long as it is chosen: the picture, or the beginning of the text. Worked out beside the
// window, so that a large design holds nobody up. The picture can be dragged out.
#pragma once

#include <QPixmap>
#include <QStackedWidget>
#include <memory>
#include <optional>

#include "drawing/display_list.h"
#include "export.h"
#include "latest_work.h"

class QPlainTextEdit;

namespace nines {

// The picture in the middle of its room.
class ExportPicture final : public QWidget {
  Q_OBJECT

 public:
  explicit ExportPicture(QWidget* parent);

  // Null: there is none yet. `sheets`: outlines of pages over the drawing, in its coordinates.
  void present(std::shared_ptr<const DisplayList> list, const Theme* theme, bool background, std::vector<Rect> sheets);
  const std::shared_ptr<const DisplayList>& list() const { return m_list; }
  // As it is seen.
  QPixmap picture(QSize room) const;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void paintSheets(QPainter& painter, const Rect& page, double scale, QSize size) const;

  std::shared_ptr<const DisplayList> m_list;
  const Theme* m_theme = nullptr;
  bool m_background = true;
  std::vector<Rect> m_sheets;
  QPixmap m_painted;  // empty: to be painted anew
};

class ExportPreview final : public QStackedWidget {
  Q_OBJECT

 public:
  ExportPreview(std::shared_ptr<const Design> design, QWidget* parent);

  void follow(const ExportRequest& request);
  // Nothing is being worked out: what is shown is what was asked for.
  bool isSettled() const { return !m_work->isBusy(); }
  // The drawing's bounds; nothing while they are not known.
  std::optional<Rect> drawing() const;
  QString text() const;
  bool showsPicture() const { return currentWidget() == m_picture; }
  ExportPicture* picture() const { return m_picture; }

 signals:
  // Something else is shown.
  void drawn();

 private:
  void followPicture(const ExportRequest& request);
  void followText(const ExportRequest& request);
  void showPicture();

  std::shared_ptr<const Design> m_design;
  ExportRequest m_request;
  std::vector<NodeId> m_drawnOnly;  // what the list is of
  std::shared_ptr<const DrillPicture> m_drawnDrill;
  bool m_drawnLegend = false;
  ExportPicture* m_picture;
  QPlainTextEdit* m_text;
  LatestWork* m_work;
};

}  // namespace nines
