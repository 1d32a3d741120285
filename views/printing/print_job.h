// A drawing on its way to a printer.
#pragma once

#include <QString>
#include <QtPrintSupport/QPrinter>
#include <functional>

#include "drawing/display_list.h"
#include "painting/page_setup.h"

namespace nines {

class PrintJob {
 public:
  // The drawing, with or without a legend. Asked for when it is needed.
  using Draw = std::function<DisplayList(bool legend)>;

  // `shown` are the colours of the screen.
  PrintJob(const Draw& draw, std::string title, const Theme& shown);

  // All on one page, or tiles. Paper, orientation and margins are the printer's.
  const PageSetup& pages() const { return m_pages; }
  void setPages(const PageSetup& pages) { m_pages = pages; }
  // Light colours on bare paper, which saves ink; else as on the screen, its ground included.
  bool savesInk() const { return m_savesInk; }
  void setSavesInk(bool saves) { m_savesInk = saves; }

  // What lines and signs mean, beside the drawing.
  bool hasLegend() const { return m_hasLegend; }
  void setHasLegend(bool has);

  // Makes a printer ready for this drawing: its name, and paper that lies as the drawing does.
  void prepare(QPrinter& printer) const;
  // The pages on the printer's paper. Error: what planPages() says.
  Result<PagePlan> plan(const QPrinter& printer) const;
  // Prints the pages that the printer is asked for. Where there can be none, one page says why. A file is written whole
  // or not at all; one of that name is replaced, which the printer's dialog has asked about. Error: the printer does
  // not take them, or the file cannot be written.
  Status print(QPrinter& printer) const;

 private:
  Status printFile(const QPrinter& printer) const;
  Status paintPages(QPagedPaintDevice& device, const QPrinter& printer) const;

  Draw m_draw;
  DisplayList m_list;
  std::string m_title;
  const Theme& m_shown;
  PageSetup m_pages;
  bool m_savesInk = true;
  bool m_hasLegend = false;
};

}  // namespace nines
