import type { Locale } from './environment.ts';

/** What the tests read and press, in both languages: a word missing in one is an error of the types. */
const en = {
  synced: 'Synchronized',
  outOfSync: 'Out of sync',
  unlinked: 'Not associated',
  unknown: 'To check',
  notConfigured: 'Not configured',
  associate: 'Associate and synchronize',
  synchronizeRow: 'Synchronize…',
  see: 'See the versions',
  checkAgain: 'Check again',
  keepWpshop: 'Keep the WPshop version',
  keepDolibarr: 'Keep the Dolibarr version',
  goOn: 'Synchronize…',
  synchronize: 'Synchronize',
  create: 'Create this product in Dolibarr',
  createAnyway: 'Create anyway',
  dissociate: 'Dissociate',
  restore: 'Restore the previous values',
  close: 'Close',
  tryAgain: 'Try again',
  createAgain: 'Create it again in Dolibarr',
  moveToTrash: 'Move the WPshop product to the trash',
  takeOutOfTrash: 'Take out of the trash',
  deleteInDolibarr: 'Delete in Dolibarr',
};

export type Words = typeof en;

const fr: Words = {
  synced: 'Synchronisé',
  outOfSync: 'Désynchronisé',
  unlinked: 'Non associé',
  unknown: 'À vérifier',
  notConfigured: 'Non configuré',
  associate: 'Associer et synchroniser',
  synchronizeRow: 'Synchroniser…',
  see: 'Voir les versions',
  checkAgain: 'Vérifier à nouveau',
  keepWpshop: 'Garder la version WPshop',
  keepDolibarr: 'Garder la version Dolibarr',
  goOn: 'Synchroniser…',
  synchronize: 'Synchroniser',
  create: 'Créer ce produit dans Dolibarr',
  createAnyway: 'Créer quand même',
  dissociate: 'Dissocier',
  restore: 'Rétablir les valeurs précédentes',
  close: 'Fermer',
  tryAgain: 'Réessayer',
  createAgain: 'Recréer dans Dolibarr',
  moveToTrash: 'Mettre le produit WPshop à la corbeille',
  takeOutOfTrash: 'Sortir de la corbeille',
  deleteInDolibarr: 'Supprimer dans Dolibarr',
};

export const words: Record<Locale, Words> = { en_US: en, fr_FR: fr, ar: en };
