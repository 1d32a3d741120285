// The status bar: zoom, findings, the worst workload against its targets for availability and for the loss of a Region,
// the rule profile. Messages take the place of the figures for a moment. Where it is too narrow for all, the figures
// get shorter, then go, those of the Region first; it never keeps the window wide.
#pragma once

#include <QWidget>
#include <array>
#include <optional>
#include <string>

#include "recovery/outage.h"

class QHBoxLayout;
class QLabel;
class QSlider;

namespace nines {

class Design;
class Document;
class SignMark;
struct Report;
struct WorkloadEstimate;

class StatusSummary final : public QWidget {
  Q_OBJECT

 public:
  StatusSummary(Document* document, QWidget* parent);

  void showZoom(double zoom);
  // Instead of the figures, until it is empty again; zoom, findings and profile stay.
  void showMessage(const QString& text);

  QSize minimumSizeHint() const override;

 signals:
  void zoomRequested(double zoom);
  // A person wants to see this outage of the workload beside all others.
  void outageAsked(const std::string& workload, const nines::Outage& outage);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  // A sign and what it means in words, with a line on its left.
  struct Part {
    QWidget* line = nullptr;
    QWidget* box = nullptr;
    SignMark* mark = nullptr;
    QLabel* label = nullptr;
  };
  // What a part says, from the whole down to nothing, and how wide that is.
  struct Forms : Part {
    std::array<QString, 3> texts;
    std::array<int, 3> widths{};
  };

  void addZoom(QHBoxLayout* layout);
  Part addPart(QHBoxLayout* layout, bool withLine);
  void showReport();
  void showCounts(const Report& report);
  void showProfile(const Design& design);
  void showWorkload(const Design& design, const WorkloadEstimate* workload);
  void showRegionLoss(const Design& design, const Report& report, const WorkloadEstimate* workload);
  static void setForms(Forms& forms, std::optional<bool> met, const QString& whole, const QString& shorter);
  // Without the figures and the message.
  int takenWidth() const;
  void fitFigures();
  static void showForm(const Forms& forms, std::size_t form);

  Document* m_document;
  QSlider* m_slider = nullptr;
  QLabel* m_zoom = nullptr;
  Part m_errors;
  Part m_warnings;
  Forms m_workload;
  Forms m_regionLoss;
  Part m_message;
  QString m_messageText;
  QLabel* m_profile = nullptr;
  double m_shown = 1;
  std::string m_lossOf;  // the workload, and the outage that is shown of it
  Outage m_loss;
};

}  // namespace nines
