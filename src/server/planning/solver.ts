import highsPackage, { type Highs, type ModelData } from 'highs';
import type { LpAnswer, Milp, SolveAnswer, SolveOptions, Solver } from '#engine/optimise/milp.ts';

/**
 * HiGHS (WebAssembly) behind the engine's small interface. Synchronous and single-threaded: call it
 * in a job's worker. Its search depends on nothing but the model and the options, so the same input
 * gives the same answer; only a person or an outer clock makes it otherwise, and both are reported.
 */
export async function openSolver(): Promise<Solver> {
  // The declarations describe the CommonJS build; Node loads the ES module, whose default is the loader.
  const load = highsPackage as unknown as () => Promise<Highs>;
  const highs = await load();
  const version = highs.version.string;
  return {
    name: `HiGHS ${version}`,
    mip: (milp, options) => solveMip(highs, milp, options),
    lp: (milp) => solveLp(highs, milp),
  };
}

function dataOf(highs: Highs, milp: Milp): ModelData {
  const bounded = (values: Float64Array) =>
    values.map((v) => (Number.isFinite(v) ? v : v > 0 ? highs.infinity : -highs.infinity));
  return {
    numCols: milp.cost.length,
    numRows: milp.rowLower.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: milp.cost,
    colLower: bounded(milp.lower),
    colUpper: bounded(milp.upper),
    rowLower: bounded(milp.rowLower),
    rowUpper: bounded(milp.rowUpper),
    matrix: {
      format: 'csr',
      numRows: milp.rowLower.length,
      numCols: milp.cost.length,
      starts: milp.start,
      indices: milp.index,
      values: milp.value,
    },
  };
}

function solveMip(highs: Highs, milp: Milp, options: SolveOptions): SolveAnswer {
  const { modelStatus, callbackType } = highs.constants;
  const data = { ...dataOf(highs, milp), integrality: Int32Array.from(milp.integer) };
  return highs.withModel(data, (model): SolveAnswer => {
    model.options.set({
      output_flag: false,
      mip_rel_gap: options.relativeGap,
      mip_abs_gap: 1e-6,
      mip_max_nodes: options.maxNodes,
      ...(options.anyAnswer ? { mip_max_improving_sols: 1 } : {}),
    });
    if (options.start) model.setSolution({ colValue: options.start });
    let asked: 'person' | 'clock' | 'work' | undefined;
    const look = (event: { interrupt(): void }): void => {
      asked ??= options.stop?.();
      if (asked !== undefined) event.interrupt();
    };
    const result = model.run({
      [callbackType.mipImprovingSolution]({ data: at }) {
        if (at.mip_solution === undefined) return;
        options.onBetter?.({
          values: at.mip_solution,
          objective: at.objective_function_value ?? at.mip_primal_bound ?? 0,
          bound: at.mip_dual_bound ?? Number.POSITIVE_INFINITY,
        });
      },
      [callbackType.mipInterrupt](event) {
        const iterations = Number(event.data.mip_total_lp_iterations ?? 0n);
        if (iterations > options.maxIterations) asked ??= 'work';
        look(event);
      },
      [callbackType.simplexInterrupt]: look as never,
      [callbackType.ipmInterrupt]: look as never,
    });
    const status = result.modelStatus;
    const found = Number(model.info.get('primal_solution_status')) === 2;
    const common = {
      bound: Number(model.info.get('mip_dual_bound')),
      stoppedBy: asked ?? (status === modelStatus.optimal ? 'gap' : 'work'),
      nodes: Number(model.info.get('mip_node_count')),
      iterations: Number(model.info.get('simplex_iteration_count')),
    } as const;
    if (found)
      return {
        status: 'solved',
        values: model.getSolution().colValue,
        objective: model.getObjectiveValue(),
        ...common,
      };
    const infeasible =
      status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible;
    return {
      status: infeasible ? 'infeasible' : 'nothing-found',
      values: undefined,
      objective: Number.NEGATIVE_INFINITY,
      ...common,
    };
  });
}

function solveLp(highs: Highs, milp: Milp): LpAnswer {
  return highs.withModel(dataOf(highs, milp), (model): LpAnswer => {
    model.options.set({ output_flag: false });
    const { modelStatus } = model.run();
    const { colValue, rowDual } = model.getSolution();
    const solved = modelStatus === highs.constants.modelStatus.optimal;
    return {
      status: solved ? 'solved' : 'infeasible',
      objective: solved ? model.getObjectiveValue() : Number.NEGATIVE_INFINITY,
      values: colValue,
      rowDual,
    };
  });
}
