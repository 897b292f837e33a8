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
</TS>
