<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB">
<context>
    <name>basin::DistanceChart</name>
    <message numerus="yes">
        <source>F has %n lowest minima: distance to the nearest</source>
        <translation>
            <numerusform>F has %n lowest minimum: distance to it</numerusform>
            <numerusform>F has %n lowest minima: distance to the nearest</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>basin::Handout</name>
    <message numerus="yes">
        <source>%n steps in %1 minutes</source>
        <translation>
            <numerusform>%n step in %1 minutes</numerusform>
            <numerusform>%n steps in %1 minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>basin::MeasuredList</name>
    <message numerus="yes">
        <source>sharpness of %n set(s) of weights</source>
        <translation>
            <numerusform>sharpness of %n set of weights</numerusform>
            <numerusform>sharpness of %n sets of weights</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n plane(s)</source>
        <translation>
            <numerusform>%n plane</numerusform>
            <numerusform>%n planes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>basin::NetworkPage</name>
    <message numerus="yes">
        <source>%1 (and %n more file(s) that cannot be read)</source>
        <translation>
            <numerusform>%1 (and %n more file that cannot be read)</numerusform>
            <numerusform>%1 (and %n more files that cannot be read)</numerusform>
        </translation>
    </message>
</context>
</TS>
