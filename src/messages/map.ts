/** The map itself: its parts, its legend, and the page Peta. */
export const mapMessages = {
  'map.step.read': ['Membaca berkas', 'Reading the file'],
  'map.step.seams': ['Mempertemukan batas', 'Making borders meet'],
  'map.step.dissolve': ['Menggabung desa menjadi kecamatan', 'Dissolving villages'],
  'map.step.neighbours': ['Mencari tetangga', 'Finding neighbours'],
  'map.step.layers': ['Menyederhanakan untuk layar', 'Simplifying for the screen'],
  'map.step.store': ['Menyimpan', 'Storing'],
} as const satisfies Record<string, readonly [string, string]>;
