// Name, version, licence and the libraries inside.
#pragma once

class QWidget;

namespace nines {

void showAbout(QWidget* parent);

}  // namespace nines
