package io.storeloop.violations.campaign;

import jakarta.persistence.Column;

class PersistentOffer {
  @Column(name = "title")
  String title = "";
}
