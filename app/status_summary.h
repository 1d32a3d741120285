// The status bar: zoom, findings, the worst workload against its target, the rule profile; messages take its place for
// a moment.
#pragma once

#include <QWidget>

class QLabel;
class QSlider;

namespace nines {

class Design;
class Document;

class StatusSummary final : public QWidget {
  Q_OBJECT

 public:
  StatusSummary(Document* document, QWidget* parent);

  void showZoom(double zoom);

 signals:
  void zoomRequested(double zoom);

 private:
  void showReport();
  void showProfile(const Design& design);

  Document* m_document;
  QSlider* m_slider = nullptr;
  QLabel* m_zoom = nullptr;
  QLabel* m_errors = nullptr;
  QLabel* m_warnings = nullptr;
  QLabel* m_workload = nullptr;
  QLabel* m_profile = nullptr;
  double m_shown = 1;
};

}  // namespace nines
