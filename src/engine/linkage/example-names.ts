import type { Random } from '../stats/random.ts';

/** Names for made-up people: common ones are drawn far more often, by Zipf's law over each list. */
export type Group = 'muna' | 'muslim' | 'bugis' | 'tolaki' | 'java' | 'bali';

const list = (text: string): readonly string[] => text.split(' ');

const MUSLIM_MEN = list(
  'AHMAD ALI HASAN RAHMAN HASANUDDIN YUSUF IBRAHIM ISMAIL SYAMSUDDIN ARIFIN AMIRUDDIN RIDWAN ARSYAD SALEH UMAR USMAN IRWAN SUDIRMAN KAMARUDDIN BAHARUDDIN SAHRUDDIN NASIR JAMALUDDIN FAISAL RUSLAN IDRIS HAMZAH SULAIMAN ZAINUDDIN TAUFIQ FIRMAN RUSDI SYARIFUDDIN JUFRI MANSYUR HALIM AZIZ KARIM RIZAL FAJAR IKBAL ASWAN HERMAN DARWIS ILHAM MUKHTAR NURDIN SAFRUDDIN SYAHRIR ALIMUDDIN MUSTAFA JABAL HARIS MUNIR ZULKIFLI YUNUS YAKUB ASRI LUKMAN HAMID RAHIM BURHAN SABARUDDIN ANWAR SYUKUR AKBAR FADLI DJAFAR RAMLAN TAHIR WAHID',
);
const MUSLIM_WOMEN = list(
  'AMINAH NURHAYATI FATIMAH HALIMAH AISYAH ROSMIATI HASNAH NURLIA JUMIATI NURAINI RAMLAH MARDIANA SALMAH HAJRAH NURJANNAH SURIANI ASNI KHADIJAH RAHMAWATI MARWAH ZAINAB JUMRIAH SAIDAH ROSDIANA HARTATI NURSIAH SYAMSIAH MULIATI HASNIAR WAHIDA FITRIANI NURBAYA RAHMATIA MASITA SARIPA DARMAWATI ERNAWATI NURMIATI YULIANA KARTINI SUMARNI IRMAWATI SARTIKA INDRAWATI NURFADILAH NURHALIZA AMELIA RISKA MEGAWATI HIKMAWATI SUKMAWATI MURNIATI SITTIARA HAERANI ROSNIATI WARDAH ZAKIAH MAEMUNAH MARIANI HERLINA NURLAELA',
);
const MUNA_ROOTS = list(
  'NDOLE BOLU KANTE DAU GORU SABARA HIBU NTOSA TIDA SAPO MBELO DULA KAIMUDDIN HUSE SUMA TOMBU RANTE FIRU BAHE SIDU DANE MPASA KADIR UNGA AFA TAIFU HALI ALIMU DUKA ATI SALIHI RAHIM BIA MUSLI SAMA NDIBA WALI AMU BONEA UDU IMU ABU KIDA PUSU ISI LINTA HARU BUNGA JALI IHI SINTA RUMA TUMADA ENDA BERE KULI MAFA',
);
const TOLAKI_LAST = list(
  'SAO PAGALA TEKAKA SILONDAE LARATU PEHIMPI LASANDARA MEKUO TAWULO LANGGALI SURABAYA TOMBILI LAKEBO PODAMBU MARUNDU BUNGGULU RUNDUBELI LASIMPALA KARAMA LAMBOTOE WATUKILA MOITA TUMBO ROEROE LAMANGGA METEO MOLEO LABANDU NGGAWU SOROMBA',
);
const BUGIS_ROOTS = list(
  'BASO BECCE TENRI MAPPA PATTA MASSE CABBENG SAKKA TANRI AMBO UPE JUMA SODDING BACO COLLI MADE PAJJA TAHANG SANUSI MANNAHAWU PATAHUDDIN PANGERANG BESSE MAPPASESSU RAPPE TALLE PALLAWA',
);
const JAVA_MEN = list(
  'SUPARMAN SLAMET SUGIANTO SUTRISNO MULYONO WAHYUDI SUPRIYADI BAMBANG HARIYANTO SUYONO SUKARDI TUKIMAN WAGIMIN EKO AGUS BUDI SUWARNO PONIMAN JOKO SUGENG SUNARTO SUROSO PARNO TEGUH MARYONO SUHARTO SANTOSO DARMANTO KUSNADI HADI WIDODO PRASETYO SETIAWAN RIYANTO',
);
const JAVA_WOMEN = list(
  'SITI SUMIATI SRI SULASTRI WARTINI SUPARTI SUMINAH TUMINI LESTARI SUYATI WAGINAH KATMINI RUMIYATI PAINEM ENDANG SUPRIHATIN PONIYEM SUTINAH DEWI MURYANI WAHYUNI NINGSIH RAHAYU LASMINI SUHARNI KARYATI PUJIATI TRIYANI INDAH PARTINI',
);
const BALI_LAST = list(
  'SUDIARTA SUARDANA SUKERTA ARIANTA WIDIASTUTI SUARTINI ARTAWAN SUBAGIA PARWATA DARMAYASA MERTA SUASTIKA SUDANA PUSPAWATI ASTINI RATNADI WIRAWAN YASA',
);
const BALI_ORDER = list('WAYAN MADE NYOMAN KETUT PUTU KADEK KOMANG GEDE');

const WESTERN_MEN = list(
  'JACK JOSHUA WILLIAM THOMAS LACHLAN JAMES DANIEL BENJAMIN MATTHEW SAMUEL RYAN NICHOLAS ALEXANDER JACOB ETHAN LIAM COOPER MICHAEL CONNOR LUKE HARRISON DYLAN NATHAN OSCAR FLYNN HARRY BAILEY RILEY ZACHARY ANDREW DAVID PETER ROBERT JOHN STEPHEN MARK CHRISTOPHER ANTHONY PAUL KEVIN GRAHAM TREVOR',
);
const WESTERN_WOMEN = list(
  'EMILY JESSICA OLIVIA CHLOE SOPHIE GEORGIA ISABELLA HANNAH SARAH CHARLOTTE ELLA LUCY GRACE MIA EMMA MADISON LILY AMELIA ABBY HOLLY CAITLIN ZOE RUBY MATILDA JASMINE REBECCA LAURA KATE ALICE MARGARET HELEN SUSAN JENNIFER ELIZABETH KAREN JULIE CHRISTINE ANNE PATRICIA',
);
const SURNAMES = list(
  'SMITH JONES WILLIAMS BROWN WILSON TAYLOR WHITE CLARKE CAMPBELL RYAN NGUYEN MARTIN THOMPSON WALKER HARRIS ROBINSON KELLY KING DAVIS WRIGHT EVANS ROBERTS GREEN HALL WOOD JACKSON MITCHELL CLARK SCOTT MORRISON WEBB COLLINS MATTHEWS HEATH REID DIXON PASCOE MCCARTHY GOODE BISHOP STEPHENSON RUDD BROOKS HUNTER PETERSEN LOWE BURFORD TREGENZA KOWALSKI PAPADOPOULOS MCDONALD ALDERSON BLAKE CROUCH DOLAN FINCH GREENWOOD HUMPHREYS JARVIS LINDSAY MACPHERSON NORRIS PRITCHARD QUINN ROWLEY SHEPHERD TURNBULL VAUGHAN WHITTAKER YATES',
);

/** Index 0 … n − 1 with chances as 1 / (rank + 2)^0.9. */
export function zipf(n: number, random: Random): number {
  let table = tables.get(n);
  if (table === undefined) {
    table = new Float64Array(n);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      sum += (i + 2) ** -0.9;
      table[i] = sum;
    }
    tables.set(n, table);
  }
  const mark = random.next() * (table[n - 1] as number);
  let i = 0;
  while (i < n - 1 && (table[i] as number) <= mark) i++;
  return i;
}
const tables = new Map<number, Float64Array>();

export const pick = <T>(values: readonly T[], random: Random): T =>
  values[random.below(values.length)] as T;
const common = (values: readonly string[], random: Random): string =>
  values[zipf(values.length, random)] as string;

const GROUPS: readonly Group[] = [
  ...(['muna', 'muna', 'muna', 'muslim', 'muslim', 'muslim', 'tolaki'] as const),
  ...(['tolaki', 'bugis', 'bugis', 'java', 'java', 'bali'] as const),
];
export const drawGroup = (random: Random): Group => pick(GROUPS, random);

/** A name of the group; `noble` families bear LA ODE and WA ODE. */
export function drawName(
  family: { group: Group; noble: boolean; last: string },
  sex: 'm' | 'f',
  random: Random,
): string {
  const man = sex === 'm';
  const muslim = () => common(man ? MUSLIM_MEN : MUSLIM_WOMEN, random);
  const withFirst = (): string => {
    const chance = random.next();
    if (man && chance < 0.3) return `MUHAMMAD ${muslim()}`;
    if (man && chance < 0.36)
      return `ABDUL ${pick(['RAHMAN', 'RAHIM', 'KARIM', 'AZIS', 'HALIM', 'LATIF', 'SALAM', 'MAJID'], random)}`;
    if (!man && chance < 0.3) return `SITI ${muslim()}`;
    return chance < 0.65 ? `${muslim()} ${muslim()}` : muslim();
  };
  switch (family.group) {
    case 'muna': {
      const article = family.noble ? (man ? 'LA ODE' : 'WA ODE') : man ? 'LA' : 'WA';
      const given = random.next() < 0.5 ? common(MUNA_ROOTS, random) : muslim();
      return random.next() < 0.25
        ? `${article} ${man && random.next() < 0.5 ? 'MUHAMMAD' : common(MUNA_ROOTS, random)} ${given}`
        : `${article} ${given}`;
    }
    case 'bugis':
      return `${family.noble ? 'ANDI ' : ''}${random.next() < 0.4 ? common(BUGIS_ROOTS, random) : withFirst()}`;
    case 'tolaki':
      return `${withFirst()}${random.next() < 0.6 ? ` ${family.last}` : ''}`;
    case 'java': {
      const given = common(man ? JAVA_MEN : JAVA_WOMEN, random);
      return random.next() < 0.45
        ? `${given} ${common(man ? JAVA_MEN : JAVA_WOMEN, random)}`
        : given;
    }
    case 'bali':
      return `${man ? 'I' : 'NI'} ${pick(BALI_ORDER, random)} ${common(BALI_LAST, random)}`;
    case 'muslim':
      return withFirst();
  }
}

export const drawLastName = (random: Random): string => common(TOLAKI_LAST, random);
export const drawSurname = (random: Random): string => common(SURNAMES, random);
export const drawGivenName = (sex: 'm' | 'f', random: Random): string =>
  common(sex === 'm' ? WESTERN_MEN : WESTERN_WOMEN, random);
