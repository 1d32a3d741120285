// The status bar: zoom, findings, the worst workload against its targets for availability and for the loss of a Region,
// the rule profile; messages take its place for a moment. Where it is too narrow for all, the figures get shorter, then
// go, those of the Region first; it never keeps the window wide.
#pragma once

#include <QWidget>
#include <array>
#include <string>

#include "recovery/outage.h"

class QLabel;
class QSlider;

namespace nines {

class Design;
class Document;
struct Report;
struct WorkloadEstimate;

class StatusSummary final : public QWidget {
  Q_OBJECT

 public:
  StatusSummary(Document* document, QWidget* parent);

  void showZoom(double zoom);

  QSize minimumSizeHint() const override;

 signals:
  void zoomRequested(double zoom);
  // A person wants to see this outage of the workload beside all others.
  void outageAsked(const std::string& workload, const nines::Outage& outage);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  // What a label says, from the whole down to nothing, and how wide that is.
  struct Forms {
    QLabel* label = nullptr;
    std::array<QString, 3> texts;
    std::array<int, 3> widths{};
  };

  void showReport();
  void showProfile(const Design& design);
  void showWorkload(const Design& design, const WorkloadEstimate* workload);
  void showRegionLoss(const Design& design, const Report& report, const WorkloadEstimate* workload);
  static void setForms(Forms& forms, const QString& whole, const QString& shorter);
  void fitFigures();

  Document* m_document;
  QSlider* m_slider = nullptr;
  QLabel* m_zoom = nullptr;
  QLabel* m_errors = nullptr;
  QLabel* m_warnings = nullptr;
  Forms m_workload;
  Forms m_regionLoss;
  QLabel* m_profile = nullptr;
  double m_shown = 1;
  std::string m_lossOf;  // the workload, and the outage that is shown of it
  Outage m_loss;
};

}  // namespace nines
