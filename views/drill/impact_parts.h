// Parts of the impact dock: tiles with counts, and the verdict.
#pragma once

#include <QWidget>
#include <vector>

#include "drill/impact_rows.h"

class QLabel;
class QVBoxLayout;

namespace nines {

// A box for each count, four beside each other.
class ImpactTiles final : public QWidget {
  Q_OBJECT

 public:
  explicit ImpactTiles(QWidget* parent);

  void setCounts(std::vector<ImpactCount> counts);
  const std::vector<ImpactCount>& counts() const { return m_counts; }
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::vector<ImpactCount> m_counts;
};

// Sign and title, and a paragraph for each workload that misses a target.
class ImpactVerdict final : public QWidget {
  Q_OBJECT

 public:
  explicit ImpactVerdict(QWidget* parent);

  void setVerdict(const DrillVerdict& verdict);
  QString text() const;  // all of it

 signals:
  // A person asked for the costliest step's subject, or the workload's.
  void chosen(const std::string& id);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void showParts();
  QLabel* addText(const QString& text);

  QLabel* m_sign;
  QLabel* m_title;
  QVBoxLayout* m_parts;
  std::vector<DrillVerdict::Part> m_shown;
};

}  // namespace nines
