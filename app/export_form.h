// What people choose of an export: format, part, look, size, pages, table. Only what means something to the chosen
// format is shown; choices come back the next time.
#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "export.h"
#include "support/geometry.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QSpinBox;

namespace nines {

class PageForm;

// The moment of an outage drill that the window shows.
struct ExportMoment {
  std::shared_ptr<const DrillPicture> picture;  // null: no drill is on
  QString name;                                 // "Drill after 1 min 45 s at worst"
};

class ExportForm final : public QWidget {
  Q_OBJECT

 public:
  // `selected`: nodes that could be exported alone; may be empty.
  ExportForm(const Design& design, std::vector<NodeId> selected, ExportMoment moment, QWidget* parent);

  ExportRequest request() const;
  // How large the drawing is, so that the pixels of a picture can be said; nothing while that is not known.
  void setDrawing(std::optional<Rect> bounds);
  // Why it cannot be exported like this; empty if it can.
  QString problem() const { return m_problem; }
  // For the next time.
  void remember() const;

  QComboBox* formats() const { return m_format; }
  QComboBox* parts() const { return m_part; }
  QComboBox* moments() const { return m_shows; }
  QComboBox* themes() const { return m_theme; }
  QCheckBox* transparent() const { return m_transparent; }
  QCheckBox* legend() const { return m_legend; }
  QDoubleSpinBox* scale() const { return m_scale; }
  QSpinBox* resolution() const { return m_dpi; }
  QLabel* size() const { return m_size; }
  QLabel* pages() const { return m_pages; }
  QLabel* ordinary() const { return m_ordinary; }
  QComboBox* tables() const { return m_table; }
  QCheckBox* withDesign() const { return m_withDesign; }
  PageForm* page() const { return m_page; }

 signals:
  // Something else is asked for.
  void changed();
  // The size of the picture is another one, and with it perhaps the problem.
  void sized();

 private:
  QComboBox* addCombo(const QString& label);
  QLabel* addNote();
  void addFormats();
  void addParts(const Design& design);
  void addMoments();
  void addLook();
  void addSize();
  void addTables();
  void recall();
  void follow();
  void saySize();
  void sayPixels(const Rect& drawing);
  void sayPages(const Rect& drawing);
  ExportFormat format() const;

  std::vector<NodeId> m_selected;
  ExportMoment m_moment;
  std::optional<Rect> m_drawing;
  QString m_problem;
  QFormLayout* m_layout;
  QComboBox* m_format = nullptr;
  QComboBox* m_part = nullptr;
  QComboBox* m_shows = nullptr;
  QComboBox* m_theme = nullptr;
  QCheckBox* m_transparent = nullptr;
  QCheckBox* m_legend = nullptr;
  QDoubleSpinBox* m_scale = nullptr;
  QSpinBox* m_dpi = nullptr;
  QLabel* m_size = nullptr;
  QComboBox* m_table = nullptr;
  PageForm* m_page = nullptr;
  QLabel* m_pages = nullptr;
  QLabel* m_ordinary = nullptr;  // says that this format knows no drill
  QCheckBox* m_withDesign = nullptr;
};

}  // namespace nines
