/** Words around and inside Indonesian names that say little about who somebody is. */

/** Before the name only: an H in the middle is an initial. */
export const FRONT_TITLES: ReadonlySet<string> = new Set(
  'H HI HJ DR DRG DRH DRS DRA IR PROF KH KYAI KIAI UST USTAD USTADZ USTADZAH NY NYONYA TN TUAN NN NONA SDR SDRI BPK BAPAK PAK IBU BU MR MRS MS MISS APT NS BD KOL KAPT LETKOL SERMA SERDA SERKA AKP AKBP'.split(
    ' ',
  ),
);

/** Wherever they stand. */
export const TITLES: ReadonlySet<string> = new Set(
  'HAJI HAJJI HAJAH HAJJAH HJ HJH ALM ALMH ALMARHUM ALMARHUMAH'.split(' '),
);

/** After the name, their dots and spaces taken out. */
export const DEGREES: ReadonlySet<string> = new Set(
  (
    'SPD SPDI SPDSD SPDK SPDH SPDAUD MPD MPDI SE SEI SESY MSE SH SHI MH MHI SHUT MHUT SSOS SSOSI SSI SST SSTP STP SP SPT SPI MP MPI SKM MKM MKES SKED SKEP SKEB SFARM SFAR SKOM MKOM MCS ' +
    'ST STT MT SS SAG MAG SIP MIP SIK SPSI MPSI SPSK SKG SGZ SAP MAP SAK MAK SAB MAB SAN SKEL SPAR SSN MSN SIKOM MIKOM SDS SPDB SPSIP SIPOL ' +
    'MM MMA MSI MSC MHUM MENG MBA MPH MARS MA BA BSC BE BBA PHD LC MTH STH AMD AMDKEB AMDKEP AMDKOM AMDAK AMDKL AMDFARM AMDGZ AMDPD AMAPD AMAPDSD AMA AMK AMKEB AMKL AMF SPOG SPA SPB SPPD SPM CPA NERS'
  ).split(' '),
);

/** Of these, the ones that are no name even where they stand without full stops or a comma. */
export const PLAIN_DEGREES: ReadonlySet<string> = new Set(
  'SPD SPDI SE SH ST SP SPT SPI SAG SSI SIP SKM SSOS SKOM SKEP STP SST SSTP MM MH MT MSI MPD MKES AMD'.split(
    ' ',
  ),
);

/** Stand for a whole word wherever they stand. */
export const SHORT: Readonly<Record<string, string>> = {
  MUH: 'MUHAMMAD',
  MOH: 'MUHAMMAD',
  MUCH: 'MUHAMMAD',
  MOCH: 'MUHAMMAD',
  MUHD: 'MUHAMMAD',
  MOHD: 'MUHAMMAD',
  MHD: 'MUHAMMAD',
  MUHAMAD: 'MUHAMMAD',
  MUHAMMMAD: 'MUHAMMAD',
  MUHAMMED: 'MUHAMMAD',
  MUHAMED: 'MUHAMMAD',
  MUHAMMAT: 'MUHAMMAD',
  MUHAMAT: 'MUHAMMAD',
  MUCHAMAD: 'MUHAMMAD',
  MUCHAMMAD: 'MUHAMMAD',
  MUKHAMAD: 'MUHAMMAD',
  MUKHAMMAD: 'MUHAMMAD',
  MOHAMAD: 'MUHAMMAD',
  MOHAMMAD: 'MUHAMMAD',
  MOHAMED: 'MUHAMMAD',
  MOHAMMED: 'MUHAMMAD',
  MOHAMAT: 'MUHAMMAD',
  MOCHAMAD: 'MUHAMMAD',
  MOCHAMMAD: 'MUHAMMAD',
  MOKHAMAD: 'MUHAMMAD',
  MOKHAMMAD: 'MUHAMMAD',
  ABD: 'ABDUL',
  ABDL: 'ABDUL',
  ABDOEL: 'ABDUL',
  ABDOL: 'ABDUL',
  ABDUR: 'ABDUL',
  ABDUS: 'ABDUL',
  ABDUN: 'ABDUL',
  STI: 'SITI',
  SITTI: 'SITI',
  ACHMAD: 'AHMAD',
  AKHMAD: 'AHMAD',
  AHMED: 'AHMAD',
  ACHMED: 'AHMAD',
  AHMAT: 'AHMAD',
  JUSUF: 'YUSUF',
  JUSUP: 'YUSUF',
  YUSUP: 'YUSUF',
  JUNUS: 'YUNUS',
  NJOMAN: 'NYOMAN',
  JAHJA: 'YAHYA',
  JAKUB: 'YAKUB',
  JAKOB: 'YAKUB',
  JASIN: 'YASIN',
  DG: 'DAENG',
  DENG: 'DAENG',
  ANDY: 'ANDI',
  LAODE: 'LAODE',
  WAODE: 'WAODE',
};

/** Only as the first word, before another: elsewhere ST is a degree and LO a name. Values as folded. */
export const FIRST_SHORT: Readonly<Record<string, readonly string[]>> = {
  LD: ['LAODE'],
  LO: ['LAODE'],
  LODE: ['LAODE'],
  WD: ['WAODE'],
  WO: ['WAODE'],
  WODE: ['WAODE'],
  LM: ['LAODE', 'MUHAMAD'],
  ST: ['SITI'],
  RD: ['RADEN'],
};

/** After Balinese I and NI. */
export const BALINESE_SHORT: Readonly<Record<string, string>> = {
  WY: 'WAYAN',
  WYN: 'WAYAN',
  MD: 'MADE',
  NYM: 'NYOMAN',
  NYMN: 'NYOMAN',
  KT: 'KETUT',
  PT: 'PUTU',
  KD: 'KADEK',
  LH: 'LUH',
  GST: 'GUSTI',
  DW: 'DEWA',
};

export const FATHER_WORDS: ReadonlySet<string> = new Set('BIN BINTI BINTE BTE BT BNT'.split(' '));
