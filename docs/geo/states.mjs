// Who is drawn: the 35 states by ISO 3166-1 alpha-3 and numeric code, and the territories kept as grey context.

export const STATES = {
  ATG: '028', ARG: '032', BHS: '044', BRB: '052', BLZ: '084', BOL: '068', BRA: '076', CAN: '124', CHL: '152',
  COL: '170', CRI: '188', CUB: '192', DMA: '212', DOM: '214', ECU: '218', SLV: '222', GRD: '308', GTM: '320',
  GUY: '328', HTI: '332', HND: '340', JAM: '388', MEX: '484', NIC: '558', PAN: '591', PRY: '600', PER: '604',
  KNA: '659', LCA: '662', VCT: '670', SUR: '740', TTO: '780', USA: '840', URY: '858', VEN: '862',
};

// Too small on the main map to be pointed at: these are read and clicked in the inset.
export const IN_INSET = new Set([
  'ATG', 'BHS', 'BRB', 'BLZ', 'CRI', 'CUB', 'DMA', 'DOM', 'GRD', 'GTM', 'HTI', 'HND', 'JAM', 'KNA', 'LCA', 'NIC', 'PAN',
  'SLV', 'TTO', 'VCT',
]);

export const TERRITORIES = {
  GRL: '304', PRI: '630', FLK: '238', VIR: '850', VGB: '092', AIA: '660', MSR: '500', CYM: '136', TCA: '796',
  ABW: '533', CUW: '531', SXM: '534', MAF: '663', BLM: '652', BMU: '060', SPM: '666',
};

// French Guiana, Martinique, Guadeloupe, Bonaire: drawn by Natural Earth as parts of European states.
export const PARTS_OF_EUROPE = { '250': 'FRA', '528': 'NLD' };
