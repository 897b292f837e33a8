<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1">
<context>
    <name>basin::AssumptionLamps</name>
    <message>
        <source>A1: the landscape is nowhere more curved than L, |f″| ≤ L.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A2: the noise has a finite variance, E ε² ≤ σ₁².</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A3: wherever one stands, the slope of F leads to v*, F′(v)(v − v*) ≥ c (v − v*)².</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A4: near v* F is a parabola up to a cubic rest, |F′(v) − F″(v*)(v − v*)| ≤ M (v − v*)², with one M for all small step sizes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A5: F is curved at v*, F″(v*) ≥ μ &gt; 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>σ₁ = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>c = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>μ = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The theorems say that SGD ends within about √η of v*, and its average within about η, if A1 to A5 hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact law of SGD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the long run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at this step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The law of SGD&apos;s iterates, computed without any walker and drawn over the histogram: with more walkers the bars come nearer to the law at this step, with more steps to the one in the long run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 –</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 fails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 It is not known here, for F or its minimum does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 &lt;b&gt;%2&lt;/b&gt; %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It fails.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It fails from w = %1 to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(proved, on the whole line).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(proved, on the domain shown).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(estimated from samples).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::AveragesSection</name>
    <message>
        <source>All iterates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a step on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sliding window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every iterate since the averages began counts alike (Polyak–Ruppert)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first iterates are left out: they still remember the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A fixed share of all iterates, the latest ones: the start is forgotten as time goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A fixed number of the latest iterates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The latest iterates count most, older ones less and less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add an average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows another mean of the same iterates beside this one; up to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which iterates are averaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which iterates the average is taken of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the iterates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How large a share of the iterates so far is averaged, the latest ones. When it grows, the average moves less, but remembers the start longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step at which averaging begins. When it grows, the start is forgotten better, and fewer iterates are left to average.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many of the latest iterates are averaged. When it grows, the average moves less and follows later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight that the old average keeps at each step. The closer to 1, the longer its memory: about 1/(1 − ψ) steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep averages when a control changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another step size, noise or landscape has another F, so that averages begin anew. With the tick they go on, and mix iterates of both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts this average in focus: its walkers, histogram and readings are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove average %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removes this average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove an average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put another average in focus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 averages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::BigReadings</name>
    <message>
        <source>Readings in large letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance to v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the valley where they began</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::ChartPanel</name>
    <message>
        <source>What the chart shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held-out images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images of the chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test images tell how good a network is on what it never saw. Held-out images are set aside from the training set to choose by. Training images are those that it learns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equal ways up the axis are equal factors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of this was measured yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No evaluation on %1 yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::ColourBar</name>
    <message>
        <source>Which height each colour means, in both maps alike</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::Comparison</name>
    <message>
        <source>small step sizes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>medium step sizes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>large step sizes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>schedule: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average of %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ± %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 common seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 seeds on each side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>can not be told: too few runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clear, for these two networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>within its uncertainty; more seeds may tell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>within its uncertainty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>within its uncertainty (≈ 1 more seed)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>within its uncertainty (≈ %1 more seeds)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::ComparisonDialog</name>
    <message>
        <source>%1 steps, %2, seed %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Launch all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper&apos;s comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small, medium and large step sizes, each by SGD with its averages and by SAM: where does averaging pay? By the paper&apos;s recipe: η = 0.1, no momentum, weight decay 0.005, Cutout for every second image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Averages of SGD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often each run is repeated with other random numbers. The more, the smaller differences can be told from chance, and the longer it all takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of see&amp;ds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes the folders of all runs and starts their workers; they wait for each other. The window may be closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A field above is not right yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The images are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 runs, one after the other on a device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: about %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting the workers of %1 runs, one after the other…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comparison %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::ComparisonTable</name>
    <message>
        <source>%1 (%2 of %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gain of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What can be said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which runs are compared: those of a folder, or those that are ticked in the list. Runs that differ in their seed alone are one group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ticked runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy on the test images at the end of the runs: mean ± standard deviation over the seeds, and how many runs are done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each interval covers the true difference in 95 of 100 cases. Where it reaches over 0, the difference is smaller than its uncertainty: it can not be told which of the two is better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare as in the paper…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plans and launches small, medium and large step sizes by SGD with its averages and by SAM, over several seeds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes the accuracies, and the differences beside them, for other programs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes both tables as text for a page or a report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts both tables on the clipboard, as Markdown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ Copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder of runs, or tick some in the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All %1 runs are done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 runs are done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy, %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 over %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace %1 too?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ %1 cannot be written: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ Written to %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::ControlPanel</name>
    <message>
        <source>Controls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Averaging</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum and schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start and walkers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape of the noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Surface</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::Core</name>
    <message>
        <source>(1/π) ∫₀^∞ cos(tx) exp(−(γt)^α) dt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1/(2r) for |x| ≤ r, else 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>200 epochs, averaged from epoch 161 on at a constant step size of 0.05; published are 81.46 ± 0.23 %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A small network on the images there are, in about a minute on a laptop: SGD with a large constant step size jumps about, and the average of its second half does not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the step decays the orange curve turns back into the thin one and catches about a third of the blue walkers in the sharp dip; no green average lies there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asymmetric valley</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At this smaller step the lowest points of the thin and the orange curve lie side by side and the green average sits left of both: which of them it follows, nobody can tell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At this step size the orange curve has no ripples left: the blue walkers jump across those of the thin curve, and the green average settles in the middle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CIFAR-10 in 60 epochs on a GPU, in a quarter of an hour or less: how three averages of the same iterates do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coin flip (Rademacher)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counter-example: the average misses v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curvature along the floor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curvature of the barrier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curvature of the basin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curvature of the bowl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curvature of the left well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curvature of the parabola</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curvature of the right well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curvature on the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curvature on the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deeper dip: large step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deeper dip: small step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Degrees of freedom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth of the dip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth of the first well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth of the left well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth of the right well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth of the second well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance of the minima</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every noise between −r and r is equally likely. As it grows, F averages f over a wider window ±ηr and single steps jump further.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flat basin, sharp dip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flat basin, sharp dip: large step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flat basin, sharp dip: small step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frequency of the ripples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaussian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Growth of the sharpness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half-width of the dip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height of the ripples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Himmelblau</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How rare long jumps are. As it grows they get rarer and the law becomes Gaussian; at 2 and below the noise has no variance, at 1 and below no mean size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How rare long jumps are. As it grows to 2 they get rarer and the law becomes Gaussian with σ = γ√2; below 2 the noise has no variance, at 1 and below no mean size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How steep the valley&apos;s walls are where it is flattest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kinked valley</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laplace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Large step, small step side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line, least squares</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line, outliers count less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minibatches find the good fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moves the ripples to the right, so that the lowest minimum of f no longer lies where the parabola is lowest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place of the dip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place of the first well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place of the minimum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place of the second well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quick look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Radius</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rastrigin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ResNet-18 on a GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ResNet-50, large steps, SAM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ResNet-50, large steps, SGD and its averages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ResNet-50, medium steps, SAM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ResNet-50, medium steps, SGD and its averages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ResNet-50, small steps, SAM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ResNet-50, small steps, SGD and its averages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rosenbrock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roundness of the bend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SAM looks for flat minima by a second gradient in every step: the rival of averaging, at twice its price.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD, 1 budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SWA&apos;s table: WRN-28-10 on CIFAR-100</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SWA, 1 budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SWA, 1.5 budgets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same landscape, noise and start: at the small step all stay in the sharp dip; at the large one the blue walkers leave it and the green average settles where the orange curve is lowest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpness at x = 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift of the ripples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the flip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spiky parabola</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spiky parabola: large step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spiky parabola: small step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steepness of the walls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Student t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Styblinski–Tang</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tail exponent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The blue walkers leave the sharp dip and jump about; the green average settles where the orange curve is lowest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the closer together and the sharper the minima, and the smaller the step that smooths them away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the deeper the left well and the shallower the right one; 5 is Styblinski and Tang&apos;s own, 0 makes both alike.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the deeper the local minima; 10 is Rastrigin&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the deeper the sharp dip, and the larger the step or the noise that gets a walker out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the deeper the sharp minima; averaging over the noise shrinks it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the deeper the well at the lower left and the shallower the one at the upper right; 5 is Styblinski and Tang&apos;s own, 0 makes all four alike.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the deeper this well, and the larger the step or the noise that gets a walker out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the farther apart and the flatter the local minima; 1 is Rastrigin&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the faster the walls grow steep away from x = 0, and the farther the minimum of F moves towards the flat part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the higher the barrier that a walker in the left well must cross.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the higher the barrier that a walker in the right well must cross.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the more firmly the minimum holds walkers at x₀, however sharp the valley is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the more gradually the gentle side goes over into the steep one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the narrower the bent valley and the smaller the step that stays in it; 100 is Rosenbrock&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the narrower the wide basin and the harder it holds the walkers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the sharper and narrower the left well at the same depth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the sharper and narrower the right well at the same depth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the sharper and thinner the barrier between the wells.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the steeper everything; 1 is Beale&apos;s own. The walls are so steep that a large step throws walkers out for good: make it small for large steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the steeper everything; 1 is Himmelblau&apos;s own. The walls are so steep that a large step throws walkers out for good: make it small for large steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the steeper everything; 1 is Styblinski and Tang&apos;s own. The walls grow like w⁴, so that a large step throws walkers out for good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the steeper the bowl that both wells are cut into.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the steeper the parabola beneath the ripples, and the fewer of them hold a walker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the steeper the parabola that carries the wells.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the steeper the valley&apos;s left side; equal to the right one it makes a parabola.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the steeper the valley&apos;s right side, and the more noise pushes walkers to the left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the wider and so the flatter the dip; a wide dip is smoothed away only by large steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger it is, the wider and so the flatter this well; wide wells outlive larger steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lowest points of the thin and the orange curve lie apart, and the green average settles at the orange one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean of |noise|: many small steps and now and then a long one. As it grows, both get longer and F gets smoother.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The minimum lies at (a, a²) on the floor of the bent valley; 1 is Rosenbrock&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The noise is −r or r, each half of the time. As it grows, F becomes the mean of two copies of f that are shifted further apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The orange curve has all the ripples of the thin one, and the blue walkers stay in the ripple where they began.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The orange curve is lowest in the sharp dip, but the blue walkers jump in and out of it and the green average settles far away: averaging need not find the minimum of F.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper: ResNet-50 on CIFAR-100</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper: WRN-28-10 on CIFAR-100</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same for 300 epochs; published are 82.15 ± 0.27 %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sharp dip is the lowest point of the thin curve and still a dent in the orange one; the blue walkers jump out of it all the same, and the green average settles at the flat minimum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step size falls to 0.0008: SGD settles, and its average has little to add.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step size falls to 0.004: between settling and moving on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step size stays at 0.02 and above: SGD keeps moving, and its average should gain most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The width of the middle of the law. As it grows, all noise grows with it, the rare long jumps too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To begin with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two Gaussian wells</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two rates: √η and η</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two thirds of the noise lie within ±σ. As it grows, F averages f over a wider bell and single steps jump further.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valley</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WRN-28-10, large steps, SAM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WRN-28-10, large steps, SGD and its averages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WRN-28-10, medium steps, SAM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WRN-28-10, medium steps, SGD and its averages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WRN-28-10, small steps, SAM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WRN-28-10, small steps, SGD and its averages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wave of frequency w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What averaging is held against: 200 epochs down to a hundredth of the step size; published are 80.82 ± 0.23 %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where along the valley&apos;s floor f is lowest; the farther from 0, the sharper the valley is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where on the x axis this well sits; the farther from 0, the higher up the bowl&apos;s side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the dip sits; the farther from 0, the higher up the basin&apos;s side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where this well sits; the farther from 0, the higher up the parabola&apos;s side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which minimiser? Cannot tell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which minimiser? F explains the average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why not just decay the step?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width of the first well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width of the second well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a step this small the orange curve keeps the sharp dip, and every blue walker and every green average stays in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a step this small the orange curve lies on the thin one: blue walkers and green averages stay in the sharp dip.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With batches of one sample the blue walkers leave the bad fits and stay where the wave fits all samples: there the noise is smallest. With batches of 8 nearly all stay near the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exp(−x²/(2σ²)) / (σ√(2π))</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exp(−|x|/ℓ) / (2ℓ)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f = (a − x)² + b (y − x²)²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f = A w²/2 + (B/2) (w √(w² + s²) + s² asinh(w/s)), A = (a₊ + a₋)/2, B = (a₊ − a₋)/2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f = a (w⁴ − 16w² + c w)/2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f = a (x − x₀)²/2 + (k₀ + k₁ x²) y²/2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f = a (x² + y²)/2 − h₁ exp(−((x − s₁)² + y²)/(2δ₁²)) − h₂ exp(−((x − s₂)² + y²)/(2δ₂²))</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f = a (x⁴ − 16x² + c x + y⁴ − 16y² + c y)/2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f = a [(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f = a [(x² + y − 11)² + (x + y² − 7)²]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f = a w²/2 + b (1 − cos κ(w − φ))</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f = a w²/2 − h (1 − u²)₊³, u = (w − s)/δ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f = a w²/2 − h₁ exp(−(w − s₁)²/(2δ₁²)) − h₂ exp(−(w − s₂)²/(2δ₂²))</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f = a₊ w²/2 for w &gt; 0, a₋ w²/2 else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f = w² + b (1 − cos 2πw/ℓ)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f = x² + y² + b (2 − cos 2πx/ℓ − cos 2πy/ℓ)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f″ = a₁, −b and a₂ from left to right, smoothly joined; f(0) = max(d₁, d₂) is the barrier&apos;s top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none: ½ at −r and ½ at r</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Γ((ν+1)/2) / (Γ(ν/2) √(πν) s) · (1 + x²/(νs²))^(−(ν+1)/2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>α-stable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>φ = (sin(wx) − y)²/2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>φ = (wx − y)²/2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>φ = √(1 + (wx − y)²) − 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All start at the minimum of f, where the valley is narrow; the green averages settle farther left, where it is wider.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the large step F has no narrow well any more: the blue walkers leave it, and the green averages gather in the wide one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forty-nine minima melt into one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Narrow and wide well: large step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Narrow and wide well: small step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The green average sits much nearer to the lowest point of the orange curve than the blue walkers do; Rates (F4) shows how both distances shrink with the step size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The walkers start in the narrow well, and at this small step they and their averages stay there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valley: the average sits where it is flatter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f has 49 minima, F has one; the blue walkers hop from dip to dip, and the green averages find the lowest.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::CourseChart</name>
    <message>
        <source>Iteration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpness over the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was measured at several checkpoints of a run, by “Measures after epochs” of its settings. Each is of the weights at that time. The bars are one standard error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trace over the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normalised trace over the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest eigenvalue over the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient noise over the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tr Σ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>λ₁</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tr H</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::CurveEditor</name>
    <message>
        <source>Move a point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f″ %1
2/f″ %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::DataEditor</name>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data are looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which parameters w are shown. A wider stretch shows more of f; f itself goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the parameters that suit these samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the samples as lines that can be changed, or pasted from a spreadsheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open table…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads samples from a CSV file with two columns, x and y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples, one a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One sample a line: x and y, with a comma or blanks between them and a point for decimals. The pictures follow as you type; more samples make the minibatches more varied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the domain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit the domain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss of a sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is fitted, and how much a sample counts that lies far off. f is the mean over all samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::DataPlot</name>
    <message>
        <source>Samples of the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The samples, in orange the curve with the lowest f, in blue those of some walkers and in green those of their averages. Click adds a sample, drag moves one, right click removes it. By keys: Left and Right choose a sample, Up and Down move it, with Ctrl also sideways (Shift: further), Insert adds and Delete removes one. A sample far from the others pulls the curve, and makes the gradients noisier.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are at most %1 samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move a sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A regression needs at least %1 samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove a sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x %1, y %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::DeckEditor</name>
    <message>
        <source>Edit the deck</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histograms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance to v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minima of F</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chart that the projector shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No vote at this step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a question the room votes for a valley before the run is played</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On &amp;screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Question to vote on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps to &amp;reveal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add what is on show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new step after the one on show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;place by what is on show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chosen step keeps its texts and gets the scenario on show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the chosen step; it can be undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the chosen step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the title of the deck</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change a title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the vote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1%2  %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move a step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete a step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace a step</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::DistanceChart</name>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance to v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance to the minimum of F over the steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the other future: SGD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median distance to v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance to v* (RMS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1/√t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1/t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No distance: v* does not exist here</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>F has %n lowest minima: distance to the nearest</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No bound holds here: A1 to A5 say why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No bounds with momentum or a schedule</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::DistanceGuides</name>
    <message>
        <source>SGD at most, B1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD at most, B1′</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the long run the RMS distance of SGD is at most %1: the bound on D = E(v − v*)², and the noise of the last step, η²σ², on top.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD at least, B2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>However long it runs, the RMS distance of SGD stays at least %1: only a smaller step size brings it nearer, or the average.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD expected, P1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the long run SGD is expected at an RMS distance of %1, from the noise and the curvature of F at v* alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average at most, B4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean distance of the average of v is at most this; with more and more iterates its bound comes down to that of the bias, %1 (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average at most, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With more and more iterates the average comes to within %1 of v*: its bias is at most (M/μ) D.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With more and more iterates the average comes to within %1 of v*: its bias is at most (M D + β)/μ, with β for noise that depends on w.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average expected, P2 + P3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The average is expected here: its bias %1 (P2) stays, its noise √(σ²/(μ²T)) (P3) fades with the number T of iterates in it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::Document</name>
    <message>
        <source>%1[*] – Basin</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::DomainFields</name>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from %1 =</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 from %2 =</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2 =</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::DownloadPanel</name>
    <message>
        <source>Choose folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder with the official binary files, if you have them already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends the download; it goes on from there the next time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetches the official archive of %1 from %2 and unpacks it into %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpacking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::EllipsePad</name>
    <message>
        <source>Ellipse of the noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far one step&apos;s noise reaches in each direction: drag the two handles. Left and Right turn the ellipse, Up and Down stretch it; a double click makes it a circle.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::EllipseSection</name>
    <message>
        <source>Size along x, × the noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much larger than its size the noise is along x: when it grows, F is smoothed further along x.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size along y, × the noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much larger than its size the noise is along y: when it grows, F is smoothed further along y.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far x and y err together: towards 1 the ellipse lies along the rising diagonal, towards −1 along the falling one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the shape of the noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::Export</name>
    <message>
        <source>%1 cannot be written: %2. Choose another place for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: pictures are written as .png, .svg or .pdf; choose one of these endings.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::ExportDialog</name>
    <message>
        <source>PNG: a picture of pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SVG: a drawing, for the web and for editing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF: a drawing, for papers and slides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV: a table, for any program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MP4: plays everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WebM: for the web</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GIF: for slides, without sound or controls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The charts, as a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole window, as a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The numbers of the charts on show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All numbers: every walker and its averages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An animation of the charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many steps the walkers take from one picture to the next: more of them, and the animation shows a longer part of the run, faster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;ile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Steps a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1×: %2 by %3 pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file carries scenario, seed and step: dropped on the window, it goes on where it was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pictures over %2 steps from here. The file carries the state in which it begins: dropped on the window, the same can be played again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder %1; choose one that is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In %1 nothing can be written; choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace %1, which is there already?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::Exports</name>
    <message>
        <source>Finish &amp;now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is there, in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An animation is being recorded; finish it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing plays on this page; open the lab and record there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the ffmpeg of this machine writes %2; choose one of these endings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording %1: picture %2 of %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Completing %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An animation is being recorded: what becomes of it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Finish the animation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stay</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::ExtendDialog</name>
    <message>
        <source>Extend %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs that are added after the last one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The added epochs have this one step size; the larger, the further SGD moves about.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xtend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Epochs more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Step size η</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::Ffmpeg</name>
    <message>
        <source>Animations need ffmpeg, which is not installed: “sudo apt install ffmpeg” brings it on Debian and Ubuntu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ffmpeg of this machine writes neither MP4 nor WebM nor GIF: install the one of your system.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::Fold</name>
    <message>
        <source>Show or hide this part of the controls</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::ForkDialog</name>
    <message>
        <source>&amp;Fork and train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fork of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new run that has the weights of “%1” at an epoch, and goes on from there in its own way. The run must have kept that epoch (More, Keeps every … epochs); its last two are always there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaves it after epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The epoch whose weights the fork begins with. The later, the more the two have in common.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With those that it has in common with the other run. The more, the longer it trains.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::FormulaEditor</name>
    <message>
        <source>f(w) =</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formula of f</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A formula in w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The formula holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the formula holds; beyond it f goes on as a parabola. A wider stretch shows more of it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::FormulaLine</name>
    <message>
        <source>%1: + − * / ^, parentheses, pi, e, and abs sqrt exp log sin cos tan sinh cosh tanh asinh atan erf min max pow. Numbers are written with a point, as in programs. Return shows it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::Future</name>
    <message>
        <source>another landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step size η = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another law of the noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>noise %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>momentum %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::GuideWindow</name>
    <message>
        <source>Guide to Basin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in the guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Return finds the next place, Shift+Return the one before (Ctrl+F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not in the guide.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::Handout</name>
    <message>
        <source>%1 cannot be written; choose a folder where you may write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n steps in %1 minutes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>η = %1, %2 walkers, seed %3, after %4 steps: distance to v* SGD %5, average %6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; in the valley where they began SGD %1, average %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ This step cannot be shown: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written; is the disk full?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::Help</name>
    <message>
        <source>On the landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left, Right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the start (with Shift ten times as far)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left, Right, Up, Down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While drawing: choose a point and move it (Shift: further)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Return, Escape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the minima of F: move the step size (Page keys: further)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the next control; arrows and Page keys move a slider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the projector and in the speaker&apos;s window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page Down, Right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next step of the deck, or next preset; reveals a vote first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page Up, Left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B, full stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blank screen, and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 to 4, Backspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vote for a valley, take the last vote back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reveal the vote, end it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the samples of data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move it (Shift: further; with Ctrl also Left, Right)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert, Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a sample, remove it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the charts of training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plus, Minus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom (so does the wheel; a rectangle drawn with the mouse is shown)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move along the zoomed chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Left, Ctrl+Right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read off the values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the list of runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the run in the charts, or no longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Return</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show it alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Basin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;h3&gt;Basin %1&lt;/h3&gt;&lt;p&gt;See why averaging the iterates of stochastic gradient descent works.&lt;/p&gt;&lt;p&gt;After A. Nitanda, R. Kikuchi, S. Maeda, D. Wu: &lt;i&gt;Why is parameter averaging beneficial in SGD? An objective smoothing perspective.&lt;/i&gt; AISTATS 2024, &lt;a href=&apos;https://arxiv.org/abs/2302.09376&apos;&gt;arXiv 2302.09376&lt;/a&gt;. Please cite the paper when you use the pictures.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later. Uses Qt and Qt Charts %2.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the maps of the plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the start (with Shift ten times as far; with Ctrl the map)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Z, Shift+Z, Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in, zoom out, show all (wheel, drag, double click)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift and drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a profile, which opens in the lab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert, Delete, N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While drawing: add a well (Shift: a hill), remove it, the next one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrows, Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the surface in three dimensions: turn it, turn it back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::HillEditor</name>
    <message>
        <source>Move a hill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change a hill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a hill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove a hill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>height %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::HillFields</name>
    <message>
        <source>Well at (%1, %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hill at (%1, %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hill or well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which hill or well the fields below are about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new well in the middle; a double click on the map sets one there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add hill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new hill in the middle; a double click with Shift sets one there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes this hill or well away (Delete on the map)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place, x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it grows, further to the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place, y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it grows, further up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height (a well: below 0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far f rises here, or falls: the further below 0, the deeper the well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Along its longer axis: the wider, the flatter at its middle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorter / longer axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 is round; the smaller, the longer and narrower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Angle in degrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the longer axis: when it grows, it turns to the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curvature of the bowl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bowl that all hills and wells stand in: the larger, the steeper its walls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change a hill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a hill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove a hill</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::HistogramChart</name>
    <message>
        <source>Parameter w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histograms of the SGD iterates and of the averages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, fullest bar %2 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 % outside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::LabPage</name>
    <message>
        <source>Keep averages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your landscape: raise the step size and watch the blue walkers leave the sharp valley.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the step size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of an earlier step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw with the mouse or a pen, drag the points, or use the arrow keys. Return ends drawing.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::LabView</name>
    <message>
        <source>Blue bars count the walkers at each place, green bars their averages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the valley at %1, where they began, are %2 of the blue walkers and %3 of the green averages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After %1 steps the blue walkers are %2 away from v*, the green averages %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each line follows one minimum of the smoothed objective F: where a line ends, a larger step has smoothed that minimum away.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::LandscapeChart</name>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landscape: objective f, smoothed objective F, walkers and averages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>objective f</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>smoothed objective F</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lowest f</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lowest F, v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the other future’s F and average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>noise ±ησ(w)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>noise ±ηr</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>noise ±ησ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>noise ±ηγ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>continued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ fails here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start w₀</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ %1 of %2 walkers diverged</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::LandscapeSection</name>
    <message>
        <source>Landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The objective f that the walkers descend. The walkers go on from where they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawn or table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data (regression)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean loss of a fit to samples (x, y), with the noise of real minibatches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a landscape…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw with the mouse, a pen or the keyboard, beginning from the curve on show (D)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A smooth curve through %1 points from %2 to %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::LaunchPanel</name>
    <message>
        <source>&amp;Launch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the run&apos;s settings, results and weights are written. Left empty, it is a new folder among your runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes the folder and starts training in the background (Ctrl+Return); the window may be closed. If the device is busy the run waits for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ Launched as %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::LawWatch</name>
    <message>
        <source>exact law: the settings changed too often, restart the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exact law in the long run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exact law at step %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::Lecture</name>
    <message>
        <source>%1 cannot be opened: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the lecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This Basin has no page for the plane; a newer one shows this step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step %1 of the lecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New lecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::LectureBar</name>
    <message>
        <source>Previous step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous step (Page Up)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next step (Page Down)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the lecture and show again what was on show before it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ Step %1 cannot be shown: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · planned %2 to %3 · now %4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::LectureRoom</name>
    <message>
        <source>&amp;Lecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“&amp;Why averaging works”, 15 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lecture that comes with Basin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open a deck…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New deck from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A deck whose first step is what is on show now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add what is on show as a step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit the deck…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save the deck</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the deck as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Handout as PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ne&amp;xt step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Leave the lecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predict, then re&amp;veal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The room votes for a valley with the keys 1 to 4; then the run is played</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projector &amp;mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen in large letters. A clicker&apos;s keys move on, B blanks the screen, C shows another chart, Escape leaves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speaker&apos;s &amp;window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes, what comes next, and the clock, while the projector has the clean picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a deck</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decks (*.json);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the deck</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lecture.json</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decks (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the changes to the deck?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A vote is about one run: end the view side by side first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>handout.pdf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handouts (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The handout is in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The handout is being made…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::LiveCharts</name>
    <message>
        <source>epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SAM computes two gradients a step: only so is its cost compared fairly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What runs along the charts: epochs of training, steps, gradients that were computed (SAM needs two a step), or seconds of training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equal ways along the axis are equal factors: the beginning is stretched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far noisy curves (loss on batches, gradient norm, images a second) are smoothed: an exponential mean over more points the further right. The points themselves stay faintly behind. Evaluations are never smoothed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes every zoom back (double click or Home in a chart does so too).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::MainWindow</name>
    <message>
        <source>Lab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the errors of SGD and of its average change with the step size, the noise or the landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Networks that learn to name pictures, by SGD, its averages and SAM, watched live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting from the rates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the changes to %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scenario.json</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenarios (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>basin.png</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture of the window (*.png);;Charts (*.svg *.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Draw a landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;One step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hundred steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Slower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On in &amp;time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step b&amp;ack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the fi&amp;rst step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the &amp;last step known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Branch from &amp;here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Lab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Controls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Bounds in the distance chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Minima of F over the step size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>La&amp;rger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Usual text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xact law at this step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact law in the l&amp;ong run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Basin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landscapes of two parameters, as maps and in three dimensions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the loss of trained networks looks like around SGD, its average and SAM, and how flat it is there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile of a surface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slice of a network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This scenario is of the plane, which this Basin cannot show: a newer Basin can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One scenario is on show at a time, of these files %1; open the others one by one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenarios, tables and what Basin exported (*.json *.csv *.png *.svg *.pdf *.gif *.mp4 *.webm);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quick picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quick picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Profile of the surface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landscape of &amp;networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pa&amp;nels of the plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map of &amp;f</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map of &amp;F, smoothed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In &amp;three dimensions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Distance to v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Readings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F in three dimensions, else &amp;f</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings had changed too often for the run to be repeated: it begins anew with the last ones.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::MeasurePanel</name>
    <message>
        <source>Sh&amp;arpness…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trace, largest eigenvalues and spectrum of the Hessian at SGD&apos;s weights and every average of the ticked runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient n&amp;oise…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much the gradients of minibatches scatter, and how much that smooths the loss: F − f.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L&amp;ine…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pla&amp;ne…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On how many images the loss is taken. More of them make the numbers more certain, and the measurement longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many networks along the line, or along each side of the plane, are measured. Twice as many take twice as long on a line and four times as long in a plane.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;tart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure of the ticked runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>basin-train measured nothing; is it of the same version as this window?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long will it take? Trying a piece of it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About %1, and %2 of memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss on the line from SGD&apos;s weights to their average and beyond, or along a random direction.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss in a plane: through three weights, such as SGD, its average and SAM where a run by SAM is ticked too; along the way of training; or along random directions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which line or plane. Random directions have in each filter the length of the filter&apos;s weights; the way of training is a plane along the two directions in which the weights moved most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to its average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a random direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, two averages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, average, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the way of training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>random directions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of it is measured already.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::MeasuredList</name>
    <message numerus="yes">
        <source>sharpness of %n set(s) of weights</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n plane(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>plane, %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line, %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradient noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing measured yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs and what was measured of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick the runs whose weights are to be compared. Space ticks, Return shows a run alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
%2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::MeasuredWeights</name>
    <message>
        <source>SAM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SAM, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::MinimaChart</name>
    <message>
        <source>Step size η</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minima of the smoothed objective F over the step size; Up and Down move the step size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each curve is a minimum of F. Where it ends, the step size is so large that F has lost this minimum. Drag the dashed line, or press Up or Down, to change the step size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minimum of F</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lowest, v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gone above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gone above η = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>η = %1 now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>w = %1, η = %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the minimum at w = %1 is gone above η = %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::NetworkPage</name>
    <message>
        <source>&amp;Measure it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play with made-&amp;up noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not no&amp;w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the trainin&amp;g runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss (cross entropy) or error of the networks on the training or the test images; low is good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which of the measured planes is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which of the measured lines is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pla&amp;y in the plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens the measured plane as a surface, with the run&apos;s step size and noise, and lets SGD and its average walk on it: a slice, not the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play in the la&amp;b</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens the measured line as a landscape of the lab, with the run&apos;s step size and noise, and lets SGD and its average walk on it: a slice, not the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test accuracy on %1 images of the %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ The line is not compared with the plane: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;h2&gt;What a trained network’s landscape looks like&lt;/h2&gt;&lt;p&gt;Does the average sit in a flatter place than SGD? Here the loss around trained weights is measured: its curvature, lines and planes through SGD, its average and SAM.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;There are no runs yet: train a network first.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Tick a run on the left to see what was measured of it.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;p&gt;Nothing was measured of the ticked runs yet: begin with “Sharpness” at the lower left.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × %1 points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (%1 of %2 points measured)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %n more file(s) that cannot be read)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The gradient noise along this plane was not measured, and without it SGD does not jump.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gradient noise along this line was not measured, and without it SGD does not jump.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::NetworkView</name>
    <message>
        <source>%1 in three dimensions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The spectra at the newest checkpoint, or what was measured in the course of the training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spectrum of the Hessian</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::NewRuns</name>
    <message>
        <source>Comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far runs, averages and SAM differ, and whether that can be told from chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Compare as in the paper…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small, medium and large step sizes by SGD with its averages and by SAM, over several seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new run &amp;like this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fills the form with the settings of the selected run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select one run in the list first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fork this run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes on from an epoch of the selected run with another step size, in a run of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the form of a new run</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::NoiseSection</name>
    <message>
        <source>Standard deviation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Law</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise law</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the error of a gradient is spread. From top to bottom the large errors become more frequent or, for the last two, unbounded and wild. Minibatches have the errors of the data themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minibatches of the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size as standard deviation σ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size depends on w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the tick the size is a formula in w: where it grows, walkers jump farther and F is smoother.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>σ(w) =</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formula of the noise&apos;s size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The standard deviation of the noise at w, or the law&apos;s own parameter if it has none; never negative. A formula in w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How a batch is drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sample can come twice in one batch: the variance of one sample is divided by the batch size B.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every sample comes at most once in one batch: the variance is (N−B)/(N−1) of that with replacement, and none is left for a batch of all N samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with replacement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without replacement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With replacement: %1 Without: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many samples each gradient is averaged over. When it grows, the noise becomes smaller, and F comes closer to f.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the noise law</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw minibatches of the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change how batches are drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change how noise is measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the noise depend on w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the noise the same everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change σ(w)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has no standard deviation: take the tick from “%1” first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gradient of some samples at a time, drawn anew at every step: its error follows from the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs a landscape that is made of data: choose “Data (regression)” under Landscape first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No σ here: the variance is infinite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the tick all laws are compared at the same standard deviation. Laws with very heavy tails have none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, B %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, σ(w) = %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::NumberField</name>
    <message>
        <source>Type a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a whole number.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::NumbersField</name>
    <message>
        <source>“%1” is not a number; type numbers apart by spaces.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::OpenedFile</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 carries no state of Basin: it was not exported by Basin, or its metadata were taken out or cut off. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is too large for a scenario or a deck: at most %2 MB can be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is too large for a table: at most %2 MB can be opened.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::ParameterControl</name>
    <message>
        <source>%1 It stays at %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, slider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is out of range: type a number from %2 to %3. It stays at %4.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::PlaneChart</name>
    <message>
        <source>Map of the objective f with walkers and averages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map of the smoothed objective F with walkers and averages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objective f</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothed objective F at η = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lowest f</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lowest F, v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reach of η × noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>η × noise, one σ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>η × noise, its scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minimum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saddle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other future</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start w₀</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>profile, %1 long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(%1, %2): %3 = %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ %1 of %2 walkers diverged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothed F, η = %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::PlanePage</name>
    <message>
        <source>Keep averages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your surface: raise the step size and watch the blue walkers leave the narrow wells.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of an earlier step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This scenario is of the line: the lab opens it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(%1, %2)</source>
        <comment>a place of the plane</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a surface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double click sets a well (with Shift a hill); drag it, or its handles. Keys: Insert, arrows, N for the next, Delete; Return ends drawing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a line across the map with the mouse, or move its end by the arrow keys (Shift: its beginning); Return opens the profile in the lab.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::PlaneReadingsTable</name>
    <message>
        <source>Trace of the Hessian there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance to v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Root mean square distance of all walkers to the minimum of the smoothed objective, with its standard error. Measured in this run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objective f there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f where each walker stands, averaged over the walkers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothed F there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F where each walker stands, averaged over the walkers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How sharply f curves upwards there, both directions together, averaged over the walkers: the larger, the sharper the place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpest direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The larger eigenvalue of the Hessian of f there: the curvature across the valley.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flattest direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The smaller eigenvalue of the Hessian of f there: the curvature along the valley.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of all walkers from which steepest descent leads down to this minimum of f.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outside of the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the walkers where no basin is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median distance to v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance to nearest v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance to v* (RMS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In basin (%1, %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot tell which sits flatter, SGD or the average.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The average sits flatter than SGD: the trace is smaller there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The average sits sharper than SGD: the trace is larger there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::PreflightLine</name>
    <message>
        <source>basin-train measured nothing; is it of the same version as this window?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes twenty steps of this run and tells its speed, its memory and how long all of it would take. Nothing is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring twenty steps…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 images/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 for the whole run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before the change: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On %1: %2 ms a step; %3 of training and %4 of evaluations.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::PresenterWindow</name>
    <message>
        <source>Basin – speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>◀ Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next ▶</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blank screen (B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projector mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clock to 0:00</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave projector mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No deck is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open one in the menu Lecture: its notes stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 · %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next: the vote is revealed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the last step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 gone of %2 planned; this step until %3: %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::Profile</name>
    <message>
        <source>The line is too short for a profile: draw a longer one across the map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f is not finite on the line: draw it elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the surface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The surface along the line from %1 to %2: w is the way along it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::Projector</name>
    <message>
        <source>Blank screen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::RatesChart</name>
    <message>
        <source>Step size η</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance to v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors of SGD and of its average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A click on a point, or Left, Right and Return, opens the lab with its setting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bounds for SGD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bound for the average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bound for infinitely many iterates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bound for its distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>noise left in it, σ/(μ√T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from w_f, lowest f, to v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from w_f to the average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f at the average above lowest f</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, RMS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, its mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD, RMS √D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance to v*, averages of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F explains the average: ✓ yes, ? cannot tell, ✗ no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>∝ √η</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>∝ η</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1:  SGD %2,  average %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>,  its RMS %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::RatesControls</name>
    <message>
        <source>&amp;Over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What varies from point to point; all else is as in the lab.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The smallest value. The smaller the step size is, the nearer the slopes are to their limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The largest value. Where the step size is too large the iterates do not stay anywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many values there are. The more, the narrower the intervals of the slopes, and the longer it takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact law</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walkers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The exact law of the iterates, without sampling error, or as many runs as the lab has walkers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Iterates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>infinitely many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T =</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1/η times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1/η² times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many iterates the average is made of. The more there are, the less noise is left in it, and its bias alone remains.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number of iterates T, or T·η, or T·η². The more, the less noise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of iterates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vary something else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the number of iterates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are from 2 to %1 points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 lies from %2 to %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a whole number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first value must be smaller than the last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number of iterates is above 0 and at most %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the number of iterates</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::RatesPage</name>
    <message>
        <source>%v of %m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Bounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What theory promises: SGD lies between its two dotted lines, its average below its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare &amp;with w_f</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is it F that explains the average? How far v* and the average lie from w_f, where f itself is lowest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled: the chart shows the points that were done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The schedule is left out: the rates are those of a constant step size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 iterates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/η iterates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/η² iterates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Law of the noise (same σ(w))</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Law of the noise (same σ)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can be told from zero at too few points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 follows no clear power of η as η goes to 0: the points bend (the fit says %2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 grows like η to the power &lt;b&gt;%2&lt;/b&gt; (95 %) as η goes to 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A straight line through the points gives %1: they bend, so it is off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A straight line through the points gives %1 too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 goes from %2 (%3) to %4 (%5).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;F explains the average&lt;/b&gt;: it sits near v*, where F is lowest, and far from where f is lowest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;Cannot tell&lt;/b&gt;: v* and w_f, the minima of F and f, are so close to each other that the average&apos;s own distance to them decides nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;The average does not sit at v*&lt;/b&gt;: it ends in another valley of F.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So it is at all %1 points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So it is at all %1 points: this sweep cannot tell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ yes at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>? cannot tell at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ no at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of all %1 points: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to w_f</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to E v̄</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD, RMS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average, its mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average, RMS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f at the average above lowest f</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>predicted: SGD to v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>predicted: average to v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iterates in the average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bound for it (B4)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>noise left in it (P3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: how far SGD and its average end from v*, the lowest point of F.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far SGD and its average end from v*, the lowest point of F.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD&apos;s distance to v* grows like η&lt;sup&gt;%1&lt;/sup&gt;, that of its average like η&lt;sup&gt;%2&lt;/sup&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its RMS distance to v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The distance of its mean to v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The distance of its mean to v* (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its mean sits at v* itself, as exactly as it can be computed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is it F that explains the average?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::ReadingRows</name>
    <message>
        <source>● SGD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>◆ Average</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::ReadingsTable</name>
    <message>
        <source>Distance to v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Root mean square distance of all walkers to the minimum of the smoothed objective, with its standard error. Measured in this run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance of v to v*, √D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>v = w − η f′(w) is where a step would end without its noise. The theory&apos;s D is the mean square of this distance; SGD&apos;s own distance has the noise of one step on top.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle walker at w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The median: half of the walkers stand to its left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objective f there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height of the grey curve at the middle walker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothed F there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height of the orange curve at the middle walker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpness f″ there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second derivative of f: the larger, the sharper the valley. None is given between basins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpness F″ there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second derivative of the smoothed objective.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of all walkers that stand in this valley of f (where f curves upwards).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Between basins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the walkers that stand in no valley of f, but on a hump.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of all walkers on this side of the humps of F.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In basin of F at −0.000 (F″ 0.000)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at every step size here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up to η = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from η = %1 on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for η = %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minimum at %1 survives in F %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at no step size here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, and </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step sizes at which a minimum of f is still a minimum of the smoothed objective F.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median distance to v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance to nearest v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance to v* (RMS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median distance of v to v*</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>between</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In basin at %1 (f″ %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In basin of F at %1 (F″ %2)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::Recording</name>
    <message>
        <source>%1 cannot be written: choose another place for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room for temporary files: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ffmpeg does not start: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ffmpeg ended before its time; no animation was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ffmpeg ended before its time, and no animation was written: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::Recovery</name>
    <message>
        <source>What is on show cannot be kept for the case of a crash: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Res&amp;tore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dis&amp;card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basin ended unexpectedly on %1, at step %2 of the lecture “%3”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basin ended unexpectedly on %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a scenario of your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basin ended unexpectedly on %1, at step %2 of %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::RepeatBar</name>
    <message>
        <source>&amp;Stop here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the way to step %1: now at step %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped at step %1 of %2; Play goes on from here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::RunActions</name>
    <message>
        <source>&amp;Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker waits, and keeps its place, until Go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and &amp;save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes a checkpoint and ends; Resume goes on there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;top at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends now: what came after the last checkpoint is trained again when the run is resumed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starts a worker, which goes on from the last checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xtend…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More epochs after the last one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened to the run, and what its worker said.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the files of the run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another title; the folder stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Colour…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of its curves, when several runs are shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export &amp;points…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All points of the ticked runs, not only those that are seen, as a CSV table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes the run&apos;s folder away, with its checkpoints.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sta&amp;rt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Told the worker; it obeys before its next step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Told the worker; it adds the epochs after the last one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ %1 has a worker; stop it before the run is deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete this with all checkpoints? It cannot be undone.

%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>runs.csv</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::RunAveragesSection</name>
    <message>
        <source>&amp;Add an average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps another mean of the same iterates. Each takes the memory of the weights once more, and its evaluations some time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From an epoch on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All iterates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of average %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which iterates count. The last part forgets the beginning; an exponential average forgets it little by little; all iterates remember it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of average %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove average %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removes this average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ψ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many per cent of the run are averaged, its last ones. When it grows, the average moves less, and remembers more of the time before SGD had settled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The epoch after which averaging begins. The later, the better settled are its iterates, and the fewer there are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight that the old average keeps in every step. The closer to 1, the longer its memory: about 1/(1 − ψ) steps.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::RunDataSection</name>
    <message>
        <source>D&amp;ata</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The images to learn from: 60,000 of 32 × 32 pixels, in 10 classes or in 100, which are harder to tell apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of the images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder with the official binary files, or the one that they were unpacked in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of the images of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for the images…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ %1 training and %2 test images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::RunForm</name>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise that is added to every gradient, by one of the lab&apos;s laws: what the paper&apos;s F smooths over, made larger on purpose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its deviation σ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The standard deviation of the noise in every component. When it grows, SGD jumps about more; with millions of weights 0.01 is a lot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vary the images (crop and mirror)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each image is shifted by up to 4 pixels and mirrored by chance, anew in every epoch: the network learns slower and generalises better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cutout, probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often a square of 16 × 16 pixels is blanked out. When it grows, the network relies less on single features, and needs more epochs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training images that are not trained on, to choose by (the test images are not for that). The more, the surer the choice, and the fewer are left to learn from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stops after, hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After so many hours of training the run stops and saves, and can be resumed. Empty: it runs to its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saves every … epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After so many epochs all is written to the disk. When it grows, a run that dies loses more, and the disk has less to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps every … epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After so many epochs a checkpoint stays, from which another run can fork. The fewer epochs, the more room on the disk. 0: only the last two stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segments, epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean of the weights over every so many epochs is kept, so that an average can be begun at any of them after the run. The longer, the less room on the disk. 0: a twentieth of the run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time for evaluations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of the time that may go into evaluating SGD and its averages on the way. When it grows, the curves have more points and the run takes longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads (0: all cores)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many cores compute. The more, the faster, up to those there are; fewer leave the machine to others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channels last in memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How images lie in memory. On is faster almost everywhere; the results agree but for rounding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By how much every step pulls the weights towards 0. When it grows, the network stays simpler; too large, and it learns nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network and optimiser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step size and schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Averages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length and device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same from a shell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings to begin with; the images, the seed and the threads stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin &amp;with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the run is called in lists and legends; its folder is named after it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command that makes this run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes the same run from a terminal or a script, on a server too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts the command on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of another run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are %1 training images: fewer can be set aside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are %1 images to train on: a batch has as many at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Launch waits for a field that is not right. &lt;a href=&quot;#&quot;&gt;Show it&lt;/a&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Launch waits for the images. &lt;a href=&quot;#&quot;&gt;Show them&lt;/a&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>η = %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 averages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full (fp32)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is trained. A larger network is better in the end, and each of its steps takes longer: ResNet-8 learns in minutes on a laptop, WRN-28-10 in days on a GPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Optimiser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD follows the gradient of a batch. SAM first climbs by ρ and follows the gradient from there, which leads to flatter minima and takes two gradients a step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Radius ρ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far SAM climbs before it looks at the gradient. When it grows, flatness counts for more; too large, and nothing is learned any more. Published: 0.05 for CIFAR-10, 0.1 for CIFAR-100.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the last step is repeated in the next. When it grows towards 1, steps add up in the directions that persist: 0.9 makes them ten times as long in the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nesterov&apos;s look ahead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes the momentum&apos;s step first and the gradient there; a little more stable with large momentum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far one step follows the gradient. When it grows, SGD moves on faster and jumps about more, which is where averaging pays; too large, and the loss is not finite any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the step size falls over the run. Small, medium and large fall three times, to a 125th, a 25th and a fifth of the beginning: the larger the last steps, the more an average has to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor of a step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By what the step size is multiplied at each step. Nearer to 1, it falls less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends at the share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At what share of the beginning the cosine ends. At 0 SGD comes to rest; the larger, the more it still moves at the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At which shares of the run the step size falls: 0.5 is the middle. The later, the longer SGD keeps moving.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Falls at the shares</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up, epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over how many epochs the step size first rises from 0. The longer, the safer is a large step size at the beginning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epo&amp;chs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often every image is seen. The more, the better in the end, and the longer it takes; schedule and averages are laid out over them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many images one gradient is taken from. When it grows, the noise of a step shrinks, and so does the number of steps in an epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chooses the random numbers: first weights, order and variations of the images. The same seed gives the same run; another one shows how much is chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What computes. A GPU is some hundred times as fast as a laptop&apos;s processor; several runs for one device wait for each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU if there is one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P&amp;recision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many digits are computed with. Fewer are faster on a GPU (and bfloat16 on newer processors), and add a little noise; weights are kept in full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After which epochs it is measured how flat the places of SGD and its averages are, and how noisy the gradients: 10  50 is after two of them. The page Landscape shows it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measures after epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs are whole numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time for measuring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of the time that such measurements may take. When it grows, they are more precise and the run takes longer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::RunList</name>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A title of a usual length of run</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::RunLogPanel</name>
    <message>
        <source>Log of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a run in the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1   %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  (step %1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the worker said (worker.log):</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::RunSection</name>
    <message>
        <source>%1 is out of range: type a number from %2 to %3.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::RunTable</name>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The highest accuracy on held-out images: %1 after epoch %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best is chosen on held-out images only, and this run has none: choosing on the test images would make them look better than they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held-out images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs done, of all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy of the last weights on %1, with batch-norm statistics recomputed for them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last accuracy of the %1 on %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No average of this run was evaluated yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tick shows the run in the charts. Return shows it alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The highest accuracy on held-out images. Test images never choose: the best of many looks better than it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the average that is best on held-out images; without such, of the first one that was asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD/SAM, last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average, last</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::RunWatcher</name>
    <message>
        <source>%1 is not deleted: its config.json is not one of Basin&apos;s. Delete it by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has a worker; stop it before the run is deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be deleted: %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::RunWords</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… waits for the device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▶ running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>❚❚ paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No worker has been there yet. Resume starts one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its worker waits until the runs before it are done with the device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its worker trains, also when this window is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its worker waits. Go on lets it train again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All epochs are done. Extend adds some.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume goes on from the last checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its worker died without a word: killed from outside, or its computer went down. Resume goes on from the last checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is not a number any more: the step size is too large for this network. A new run with a smaller one, or with a warm-up, may help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room on the disk; then Resume goes on from the last checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neither of the last checkpoints can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The device has not enough memory. A smaller batch or bf16 needs less; so does a device that nothing else uses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log says more. Resume tries again from the last checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>■ stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>■ stopped, its time is up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ diverged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ the disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ damaged checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ out of memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ its settings cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ its log cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ its worker did not come up, and said nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ its worker did not come up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>○ not started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ lost: its worker is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its log shows all that it said.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings in its log: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⚠ %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↻ went on from step %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::SchedulePreview</name>
    <message>
        <source>The step size over the epochs; the green bars are the iterates that each average is made of.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::ScheduleSection</name>
    <message>
        <source>Constant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In several steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cyclic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Falling as 1/√t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of the last step that is taken again (heavy ball); 0 is plain SGD. When it grows, walkers roll on, and jump as if the step size were 1/(1 − β) times larger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step size is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step-size schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the step size changes in the course of the steps. F follows the step size of the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule&apos;s length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After how many steps the schedule has ended, or begins its next cycle. When it grows, the step size falls more slowly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Falls to this share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of the step size that is left at the end. When it grows, the step size falls less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor at each fall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the step size is multiplied by at each milestone. When it grows towards 1, it falls less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps before it falls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About how many steps pass before the step size begins to fall. When it grows, it falls later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Falls at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Milestones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The milestones as shares of the schedule&apos;s length, with semicolons between them. The larger they are, the later the step size falls.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a number; write shares like %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>β = %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::SharpnessTable</name>
    <message>
        <source>Sharpness of the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training
loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training
accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test
accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trace of the
Hessian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… per filter,
normalised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest
eigenvalue λ₁</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length
‖w‖</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient
noise tr Σ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothing
F − f</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose weights: all numbers of a row were measured at them, with the batch-norm statistics recomputed. Δ is the difference from the first row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross entropy on the training images on which sharpness was measured, without augmentation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of these training images that are named rightly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the test images of a line or a plane through these weights that are named rightly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum of all curvatures of the loss: the smaller it is, the flatter the minimum. ± is one standard error over images and probe vectors; differences are paired, so they are known more closely than the numbers themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trace along directions that have in each filter the length of its weights. Rescaling a layer changes the trace, and neither this number nor what the network computes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The curvature of the steepest direction: gradient descent without noise is unstable where the step size is above 2/λ₁.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of the weight vector. The trace of a network with larger weights is smaller by that alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variance of a minibatch gradient, summed over all weights, at the run&apos;s own batch size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, of the run %2, after step %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>normalised trace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>λ₁</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <comment>between names</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” sits flatter than %2, by %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” sits sharper than %2, by %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether “%1” sits flatter than %2 cannot be told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is flatter than %2 by %3, and sharper by %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (by %1 it cannot be told)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured on %1 training images (seed %2), in evaluation mode; ± is one standard error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured on %1 test images (seed %2), in evaluation mode; ± is one standard error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Δ is the paired difference from %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F − f is at the effective step size η/(1 − β) = %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ “%1” is not compared with %2: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ The smoothing of “%1” is not compared: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much higher the loss is on average one noisy step of SGD away, with batch-norm statistics of its own there: the smaller it is, the flatter the loss about these weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>they are of other checkpoints of the run</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::SliceLine</name>
    <message>
        <source>Distance in weight space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The line through trained networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each point of the line is a network of its own. The mouse or the arrow keys read what was measured there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f, training images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F at these weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F = %1, above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At %1: not measured yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At %1: training loss %2, accuracy %3; test loss %4, accuracy %5</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::SliceMap</name>
    <message>
        <source>Distance in weight space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance across</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map of the plane through trained networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each point is a network of its own, between and around the trained ones. The mouse or the arrow keys read what was measured there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>way of training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(%1, %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>way of training (means of segments)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hollow: off the plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: in the plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 off the plane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, training loss there %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean of the segment up to step %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after step %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: training loss %2, accuracy %3;
test loss %4, accuracy %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: not measured</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::SliceScenario</name>
    <message>
        <source>noise σ = %1 along it as measured with batches of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>noise σ = %1, the measured mean over all directions with batches of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>noise σ = %1 made up, as it was not measured (one step jumps a hundredth of the slice)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: a random line from %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: a random plane about %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: plane through %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 to %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings of the run cannot be read: without them there is no step size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slice is not complete yet: measure the rest of it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training loss is not finite everywhere in the plane: measure one with a smaller margin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training loss is not finite everywhere on the line: measure one with a smaller margin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slice of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step size η/(1 − β) = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step size of the launch, η/(1 − β) = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A slice of the network, not the network: distances in weight space, f the loss over %1 training images; %2, %3, taken to be the same in all directions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A slice of the network, not the network: w is the distance in weight space, f the loss over %1 training images; %2, %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: along the way of training</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::SliceValues</name>
    <message>
        <source>Training loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training error (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test error (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::SpectrumChart</name>
    <message>
        <source>Eigenvalue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Density</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spectra of the Hessian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the curvatures of the loss are spread over all directions of weight space: most are near zero, few are large. The farther it reaches to the right, the sharper the minimum. The bands are one standard error; the marks stand at the largest eigenvalues.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spectrum of the Hessian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpness was not measured yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::Stage</name>
    <message>
        <source>average of all iterates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average from step %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average of the last half</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average of the last %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exponential average, ψ = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all iterates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from step %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last half</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ψ = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F does not exist under this noise, and so has no minima</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now: %1. Distance to v*: SGD %2, average %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other future: %1. SGD %2, average %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step size η = %1
Distance to v*: SGD %2, average %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameter w</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::StartSection</name>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walkers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many independent runs of SGD are shown at once. More of them make the histograms and the distances steadier, and each second holds fewer steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives exactly the same show; another number, larger or smaller, gives other noise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes a new seed by chance and begins again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the number of walkers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a seed: type a whole number from 0 to %2. It stays at %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 from w = %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where every walker begins; when it grows, %1. It can also be dragged in the chart. A new start begins again at step 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>further to the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>further up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 from (%2, %3)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::StepSection</name>
    <message>
        <source>Step size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far a walker moves against the slope in one step. When it grows, F is smoothed over a wider window: sharp minima melt away, and SGD jumps about more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the step size</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::SurfaceSection</name>
    <message>
        <source>Surface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The objective f of two parameters that the walkers descend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawn: hills and wells</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table from a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A CSV file: a line “x,y,f” for every place of a grid, or a bare grid of heights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f(x, y) =</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formula of f</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A formula in x and y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the formula holds; beyond it f goes on as a bowl. A wider stretch shows more of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The formula holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a surface…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set hills and wells on the map of f and drag them, with mouse or keys (D)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a surface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a drawn surface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the surface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A smooth surface through %1 × %2 heights</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::SurfaceView</name>
    <message>
        <source>The surface in three dimensions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag or use the arrow keys to turn it; double click or Home turns it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F in three dimensions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>f in three dimensions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No OpenGL here: the surface is drawn without it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::TimelineBar</name>
    <message>
        <source>Branch from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the present settings as a second future, paler and dashed, with the same random numbers; then change a control (Ctrl+B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step %1, on the way to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to one future</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::TimelineSlider</name>
    <message>
        <source>Step of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to take the run back to an earlier step, then change a control: both futures go on from there (Alt+Left, Alt+Right; Alt+Home: to the start)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::TrainingChart</name>
    <message>
        <source>Epochs of training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wheel or +, −: zoom. Drag: choose a rectangle. Left, Right: move. Double click or Home: all. With Ctrl, Left and Right move the readout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2%3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iterate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::TrainingCharts</name>
    <message>
        <source>SAM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, statistics of training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average of all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average of the last %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average from epoch %1 on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exponential average, ψ = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step size η</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of images that the network names rightly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of images that the network names wrongly: on a logarithmic axis small differences show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross-entropy: how surprised the network is by the right answers. With one run also the loss on the training batches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss on the batches that are trained on, augmented as they are. It is noisy: smoothing helps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far one update goes along the gradient, as the schedule has it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training images that go through the network in a second.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of the gradient of a batch. With a large step it stays large: SGD keeps moving.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory in use on the device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the time in which the device computes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, test images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, held-out images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, training images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device memory (GB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device load (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs of training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient evaluations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training time (s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training time (min)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training time (h)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> h</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::TrainingPage</name>
    <message>
        <source>&amp;New run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose data, network, optimiser and step size, and launch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens a run, or a folder of runs, that lies elsewhere: on a server&apos;s disk, for instance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lo&amp;g</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;h2&gt;Training networks, watched live&lt;/h2&gt;&lt;p&gt;Here a network learns to name pictures. SGD&apos;s own weights jump about; the average of them, and SAM, are drawn beside them, so that one sees whether averaging pays, and with which steps.&lt;/p&gt;&lt;p&gt;A run trains in a process of its own, and goes on when this window is closed.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quick look, about a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open a run folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a run folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs that are under way go on without this window. Basin finds them again when it is opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Do not show this again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::TrainingWords</name>
    <message>
        <source>constant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cosine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as in SWA&apos;s table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all iterates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the last %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from epoch %1 on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exponential, ψ = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on %2, %3, η = %4, %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 days %2 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::TransportBar</name>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready-made scenarios, each with one thing to watch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to step 0 with the same seed (R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play or pause (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step (S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many steps are taken in a second; at the right end as many as the machine can (− and +)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps since the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 steps/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a landscape with mouse, pen or keyboard (D)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fastest</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::TwinSection</name>
    <message>
        <source>Show a second step size beside it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same landscape, start and seed with another step size, side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second step size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the second step size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show a second step size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the second step size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>η = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::Vote</name>
    <message>
        <source>Where will the average of the iterates end?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This landscape has one valley only: there is nothing to vote for.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::VoteCounts</name>
    <message>
        <source>Play &amp;again (Return)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reve&amp;al (Return)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;nd the vote (Escape)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::VotePanel</name>
    <message>
        <source>valley at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>votes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Votes and shares as bars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys 1 to %1 vote, Return reveals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys 1 to %1 add a vote, Backspace takes the last one back, Return reveals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After %1 steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run plays…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::WorkerCall</name>
    <message>
        <source>%1 could not be started: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>basin-train died before it was done. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>basin-train ended with code %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>basin::WorkerProcess</name>
    <message>
        <source>The program basin-train is neither beside Basin nor in PATH; build it with LibTorch, or name it in the environment variable BASIN_TRAIN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be started: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
