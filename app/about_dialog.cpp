#include "about_dialog.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace nines {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("AboutDialog", text); }

QString libraries() {
  struct Library {
    const char* name;
    const char* licence;
  };
  constexpr Library kLibraries[] = {{"Qt 6 (Core, Gui, Widgets, PrintSupport, Svg)", "LGPL 3"},
                                    {"Qt Charts", "GPL 3"},
                                    {"Boost.JSON", "Boost Software License 1.0"},
                                    {"{fmt}", "MIT"},
                                    {"CLI11", "BSD 3-Clause"},
                                    {"pugixml", "MIT"},
                                    {"libqpdf", "Apache License 2.0"},
                                    {"zlib", "zlib licence"},
                                    {"Inter typeface, where installed", "SIL Open Font License 1.1"}};
  QString out = QStringLiteral("<ul>");
  for (const Library& library : kLibraries) {
    out += QStringLiteral("<li>%1 · %2</li>")
               .arg(QString::fromUtf8(library.name).toHtmlEscaped(), QString::fromUtf8(library.licence));
  }
  return out + QStringLiteral("</ul>");
}

}  // namespace

void showAbout(QWidget* parent) {
  QDialog dialog(parent);
  dialog.setWindowTitle(tr("About Nines"));
  auto* layout = new QVBoxLayout(&dialog);
  auto* text = new QTextBrowser(&dialog);
  text->setOpenExternalLinks(true);
  text->setFrameShape(QFrame::NoFrame);
  text->viewport()->setAutoFillBackground(false);  // words of the window, not a document in it
  text->setAccessibleName(tr("About Nines"));
  text->setHtml(
      QStringLiteral("<h2>Nines %1</h2><p>%2</p><p>%3</p><p>%4</p>%5<p>%6</p>")
          .arg(QCoreApplication::applicationVersion(),
               tr("A designer for AWS high-availability and disaster-recovery topologies."),
               tr("Free software under the GNU General Public License, version 3 or later, without any warranty. "
                  "The full text is in the file LICENSE that comes with the program."),
               tr("Built with:"), libraries(),
               tr("AWS and the names of its services are trademarks of Amazon.com, Inc. or its affiliates. Nines is "
                  "neither made nor endorsed by them; its figures are estimates with the sources that are shown.")));
  layout->addWidget(text);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, &dialog);
  QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
  layout->addWidget(buttons);
  dialog.resize(480, 420);
  dialog.exec();
}

}  // namespace nines
