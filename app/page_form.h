// Rows of a form for the pages of a PDF: paper, which way up, one page or tiles. They come back as they were the next
// time.
#pragma once

#include <QObject>

#include "painting/page_setup.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QWidget;

namespace nines {

class PageForm final : public QObject {
  Q_OBJECT

 public:
  // Adds its rows at the end of the form.
  PageForm(QFormLayout* form, QWidget* parent);

  PageSetup setup() const;
  void remember() const;
  // Those that mean something for the chosen paper.
  void showFields(bool shown);

  QComboBox* papers() const { return m_paper; }
  QComboBox* orientations() const { return m_orientation; }
  QComboBox* fits() const { return m_fit; }
  QDoubleSpinBox* tileScale() const { return m_scale; }

 signals:
  void changed();

 private:
  void fill();

  QFormLayout* m_form;
  bool m_shown = true;
  QComboBox* m_paper;
  QComboBox* m_orientation;
  QComboBox* m_fit;
  QDoubleSpinBox* m_scale;
  QDoubleSpinBox* m_margin;
  QDoubleSpinBox* m_overlap;
  QCheckBox* m_marks;
};

}  // namespace nines
