// Names as small buttons, in as many rows as they need: a click on one asks for what it names.
#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

class QAbstractButton;
class QLabel;

namespace nines {

class NameChips final : public QWidget {
  Q_OBJECT

 public:
  explicit NameChips(QWidget* parent);

  // Only the first few are shown; how many more there are is said behind them.
  void setNames(const QStringList& names);
  const std::vector<QAbstractButton*>& chips() const { return m_chips; }

  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void chosen(int index);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  // Places the chips if told to; gives the height that they need.
  int arrange(int width, bool place) const;

  QStringList m_names;
  std::vector<QAbstractButton*> m_chips;
  QLabel* m_more;
};

}  // namespace nines
